import { Minus, Plus } from "lucide-react";
import { IconButton } from "@/ui/IconButton";

export const MAX_QUANTITY = 999;

interface QuantityPickerProps {
  value: number;
  onChange: (value: number) => void;
}

export function QuantityPicker({ value, onChange }: QuantityPickerProps) {
  const choose = (next: number) => onChange(Math.min(MAX_QUANTITY, Math.max(1, Math.floor(next) || 1)));
  return (
    <div className="flex items-center rounded-md border border-line bg-raised" role="group" aria-label="Quantity">
      <IconButton
        label="One fewer"
        icon={<Minus size={15} />}
        disabled={value <= 1}
        onClick={() => choose(value - 1)}
        className="size-10"
      />
      <input
        inputMode="numeric"
        aria-label="Quantity"
        data-testid="gift-quantity"
        value={value}
        onChange={(event) => choose(Number(event.target.value))}
        className="w-9 bg-transparent text-center font-semibold outline-none figures"
      />
      <IconButton
        label="One more"
        icon={<Plus size={15} />}
        disabled={value >= MAX_QUANTITY}
        onClick={() => choose(value + 1)}
        className="size-10"
      />
    </div>
  );
}
