import { cx } from "./cx";
import { hueOf } from "./hue";

interface AvatarProps {
  name: string;
  seed: string;
  url?: string | null;
  size?: number;
  live?: boolean;
}

export function Avatar({ name, seed, url, size = 36, live }: AvatarProps) {
  const hue = hueOf(seed);
  const ring = live && "ring-2 ring-live ring-offset-2 ring-offset-bg";
  const box = { width: size, height: size };
  if (url) {
    return <img src={url} alt="" style={box} className={cx("shrink-0 rounded-full object-cover", ring)} />;
  }
  return (
    <span
      aria-hidden
      style={{ ...box, fontSize: size * 0.42, background: `oklch(0.82 0.12 ${hue})`, color: `oklch(0.26 0.07 ${hue})` }}
      className={cx("inline-grid shrink-0 place-items-center rounded-full font-display font-bold", ring)}
    >
      {(name.trim()[0] ?? "?").toUpperCase()}
    </span>
  );
}
