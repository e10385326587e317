import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Link, type LinkProps } from "react-router";
import { cx } from "./cx";
import { Spinner } from "./Spinner";

export type ButtonLook = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const looks: Record<ButtonLook, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  secondary: "bg-raised text-text border border-line hover:border-line-strong hover:bg-overlay",
  quiet: "text-muted hover:text-text hover:bg-raised",
  danger: "bg-live text-on-live hover:brightness-110",
};
const sizes: Record<ButtonSize, string> = {
  sm: "h-9 px-3 text-sm gap-1.5",
  md: "h-11 px-4 gap-2",
  lg: "h-13 px-6 text-base gap-2.5",
};

function classes(look: ButtonLook, size: ButtonSize, className?: string) {
  return cx(
    "relative inline-flex shrink-0 items-center justify-center rounded-md font-semibold whitespace-nowrap",
    "transition duration-150 active:scale-[0.97] disabled:opacity-55 disabled:active:scale-100",
    looks[look],
    sizes[size],
    className,
  );
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: ButtonLook;
  size?: ButtonSize;
  busy?: boolean;
  icon?: ReactNode;
}

export function Button({ look = "primary", size = "md", busy, icon, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} disabled={busy || rest.disabled} aria-busy={busy} className={classes(look, size, className)}>
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}

interface ButtonLinkProps extends LinkProps {
  look?: ButtonLook;
  size?: ButtonSize;
  icon?: ReactNode;
}

export function ButtonLink({ look = "primary", size = "md", icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={classes(look, size, className)}>
      {icon}
      {children}
    </Link>
  );
}
