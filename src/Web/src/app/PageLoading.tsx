import { Spinner } from "@/ui/Spinner";

export function PageLoading() {
  return (
    <div className="grid min-h-[50vh] place-items-center text-muted">
      <Spinner label="Loading" />
    </div>
  );
}
