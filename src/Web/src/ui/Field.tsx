import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes } from "react";
import { cx } from "./cx";

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string;
}

const control =
  "w-full rounded-md border bg-raised px-3.5 text-text placeholder:text-faint transition-colors hover:border-line-strong focus:border-accent-text focus:outline-none";

interface FrameProps extends FieldProps {
  id: string;
  children: ReactNode;
}

function Frame({ id, label, hint, error, children }: FrameProps) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      {children}
      {hint && !error && (
        <p id={`${id}-note`} className="text-sm text-faint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-note`} role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
    </div>
  );
}

function describe(id: string, { hint, error }: FieldProps) {
  return { id, "aria-invalid": error ? true : undefined, "aria-describedby": hint || error ? `${id}-note` : undefined };
}

type InputProps = FieldProps & InputHTMLAttributes<HTMLInputElement>;

export function TextField({ label, hint, error, className, ...rest }: InputProps) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input
        {...describe(id, { label, hint, error })}
        {...rest}
        className={cx(control, "h-11", error ? "border-danger" : "border-line", className)}
      />
    </Frame>
  );
}

type AreaProps = FieldProps & TextareaHTMLAttributes<HTMLTextAreaElement>;

export function TextArea({ label, hint, error, className, ...rest }: AreaProps) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <textarea
        rows={3}
        {...describe(id, { label, hint, error })}
        {...rest}
        className={cx(control, "py-2.5", error ? "border-danger" : "border-line", className)}
      />
    </Frame>
  );
}

type SelectProps = FieldProps & SelectHTMLAttributes<HTMLSelectElement>;

export function SelectField({ label, hint, error, className, children, ...rest }: SelectProps) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <select
        {...describe(id, { label, hint, error })}
        {...rest}
        className={cx(control, "h-11", error ? "border-danger" : "border-line", className)}
      >
        {children}
      </select>
    </Frame>
  );
}
