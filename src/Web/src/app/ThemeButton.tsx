import { Moon, Sun } from "lucide-react";
import { IconButton } from "@/ui/IconButton";
import { useTheme } from "./theme";

export function ThemeButton() {
  const { shown, choose } = useTheme();
  const next = shown === "dark" ? "light" : "dark";
  return (
    <IconButton
      label={`Use the ${next} theme`}
      icon={shown === "dark" ? <Sun size={19} /> : <Moon size={19} />}
      onClick={() => choose(next)}
    />
  );
}
