import { cx } from "@/ui/cx";

interface CategoryChipsProps {
  categories: string[];
  chosen: string | undefined;
  onChoose: (category: string | undefined) => void;
}

export function CategoryChips({ categories, chosen, onChoose }: CategoryChipsProps) {
  return (
    <div role="group" aria-label="Category" className="-mx-1 flex w-full gap-2 overflow-x-auto px-1 py-1">
      {[undefined, ...categories].map((category) => (
        <button
          key={category ?? "all"}
          type="button"
          aria-pressed={chosen === category}
          onClick={() => onChoose(category)}
          className={cx(
            "h-9 shrink-0 rounded-full border px-4 text-sm font-semibold transition",
            chosen === category
              ? "border-accent bg-accent text-on-accent"
              : "border-line text-muted hover:border-line-strong hover:text-text",
          )}
        >
          {category ?? "All"}
        </button>
      ))}
    </div>
  );
}
