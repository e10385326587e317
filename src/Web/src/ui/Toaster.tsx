import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { Link } from "react-router";
import { dismissToast, useToasts, type Toast } from "./toasts";

const marks = {
  plain: <Info size={18} className="text-accent-text" />,
  good: <CircleCheck size={18} className="text-ok" />,
  bad: <CircleAlert size={18} className="text-danger" />,
};

export function Toaster() {
  const toasts = useToasts();
  return (
    <div role="status" aria-live="polite" className="pointer-events-none fixed inset-x-4 top-19 z-50 grid justify-items-center gap-2">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  return (
    <div className="pointer-events-auto flex max-w-md animate-rise items-center gap-3 rounded-md border border-line bg-overlay py-2 pr-2 pl-4 text-sm shadow-card">
      <span aria-hidden>{marks[toast.tone]}</span>
      <span>{toast.text}</span>
      {toast.link && (
        <Link to={toast.link.to} className="font-semibold whitespace-nowrap text-accent-text underline-offset-4 hover:underline">
          {toast.link.label}
        </Link>
      )}
      <button
        type="button"
        aria-label="Dismiss"
        onClick={() => dismissToast(toast.id)}
        className="rounded-sm p-2 text-faint hover:text-text"
      >
        <X size={16} />
      </button>
    </div>
  );
}
