import type { Stream } from "@/api/shapes";

export function isOver({ status }: Stream): boolean {
  return status === "ended" || status === "archived" || status === "cancelled";
}
