import type { ButtonHTMLAttributes, ReactNode } from "react";
import { cx } from "./cx";

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "children"> {
  label: string;
  icon: ReactNode;
  look?: "plain" | "solid" | "video" | "off";
}

const looks = {
  plain: "text-muted hover:bg-raised hover:text-text",
  solid: "border border-line bg-raised text-text hover:border-line-strong hover:bg-overlay",
  video: "text-white hover:bg-white/20",
  off: "bg-live text-on-live hover:brightness-110",
};

export function IconButton({ label, icon, look = "plain", className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={cx(
        "inline-grid size-11 shrink-0 place-items-center rounded-md transition duration-150 active:scale-95",
        "disabled:opacity-50",
        looks[look],
        className,
      )}
    >
      {icon}
    </button>
  );
}
