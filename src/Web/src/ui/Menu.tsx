import { createContext, use, useCallback, useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Link } from "react-router";

const CloseMenu = createContext<() => void>(() => undefined);
const item =
  "flex w-full items-center gap-3 rounded-sm px-3 py-2.5 text-left text-muted hover:bg-overlay hover:text-text focus-visible:bg-overlay";

interface MenuProps {
  label: string;
  trigger: ReactNode;
  testId?: string;
  children: ReactNode;
}

/** A button that opens a list of links and actions; arrows move, Escape closes and gives focus back. */
export function Menu({ label, trigger, testId, children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const close = useCallback(() => setOpen(false), []);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    const closeOutside = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  }, [open]);

  function steer(event: KeyboardEvent) {
    if (event.key === "Escape") {
      setOpen(false);
      button.current?.focus();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const items = [...(root.current?.querySelectorAll<HTMLElement>("[data-menu-item]") ?? [])];
    const step = event.key === "ArrowDown" ? 1 : -1;
    const at = items.indexOf(document.activeElement as HTMLElement);
    items.at((at + step + items.length) % items.length)?.focus();
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys bubble here from the items
    <div ref={root} className="relative" onKeyDown={steer}>
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-expanded={open}
        aria-controls={id}
        data-testid={testId}
        onClick={() => setOpen(!open)}
        className="grid size-11 place-items-center rounded-full hover:bg-raised"
      >
        {trigger}
      </button>
      {open && (
        <div
          id={id}
          className="absolute top-full right-0 z-40 mt-2 w-60 animate-pop rounded-md border border-line bg-raised p-1.5 shadow-card"
        >
          <CloseMenu value={close}>{children}</CloseMenu>
        </div>
      )}
    </div>
  );
}

export function MenuLink({ to, icon, children }: { to: string; icon: ReactNode; children: ReactNode }) {
  const close = use(CloseMenu);
  return (
    <Link to={to} data-menu-item onClick={close} className={item}>
      <span aria-hidden>{icon}</span>
      {children}
    </Link>
  );
}

interface MenuActionProps {
  icon: ReactNode;
  onSelect: () => void;
  testId?: string;
  children: ReactNode;
}

export function MenuAction({ icon, onSelect, testId, children }: MenuActionProps) {
  const close = use(CloseMenu);
  function select() {
    close();
    onSelect();
  }
  return (
    <button type="button" data-menu-item data-testid={testId} onClick={select} className={item}>
      <span aria-hidden>{icon}</span>
      {children}
    </button>
  );
}
