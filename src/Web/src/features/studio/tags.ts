const MOST = 10;
const LONGEST = 25;

/** "Cozy, , beginners" → ["Cozy", "beginners"]; each once. */
export function tagsFrom(text: string): string[] {
  const tags = text.split(",").map((tag) => tag.trim().replace(/^#/, "").slice(0, LONGEST));
  return [...new Set(tags)].filter(Boolean).slice(0, MOST);
}
