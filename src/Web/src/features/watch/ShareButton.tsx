import { Share2 } from "lucide-react";
import { IconButton } from "@/ui/IconButton";
import { showToast } from "@/ui/toasts";

export function ShareButton({ title, path = location.pathname }: { title: string; path?: string }) {
  async function share() {
    const url = location.origin + path;
    try {
      if (navigator.share) await navigator.share({ title, url });
      else {
        await navigator.clipboard.writeText(url);
        showToast("Link copied. Paste it anywhere.", "good");
      }
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
      showToast(`Copying didn't work here. The address is ${url}`, "bad");
    }
  }
  return <IconButton look="solid" label="Share" icon={<Share2 size={18} />} onClick={() => void share()} data-testid="share-button" />;
}
