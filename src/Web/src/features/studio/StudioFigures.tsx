import { Clock, Eye, Gem } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { Stream } from "@/api/shapes";
import { formatDuration, formatWhole } from "@/ui/format";
import { useInterval } from "@/ui/useInterval";

const SECOND_MS = 1_000;

export function StudioFigures({ stream, viewerCount }: { stream: Stream; viewerCount: number }) {
  return (
    <dl className="grid grid-cols-3 gap-3">
      <Figure icon={<Eye size={17} />} name="Watching" testId="viewer-count" value={viewerCount}>
        {formatWhole(viewerCount)}
      </Figure>
      <Figure icon={<Clock size={17} />} name="On air" testId="duration">
        <Elapsed since={stream.startedAt} />
      </Figure>
      <Figure icon={<Gem size={17} />} name="Gifts" testId="earnings" value={stream.giftTokens}>
        {formatWhole(stream.giftTokens)} <span className="text-base font-semibold text-muted max-sm:sr-only">tokens</span>
      </Figure>
    </dl>
  );
}

interface FigureProps {
  icon: ReactNode;
  name: string;
  testId: string;
  value?: number;
  children: ReactNode;
}

function Figure({ icon, name, testId, value, children }: FigureProps) {
  return (
    <div className="min-w-0 rounded-lg border border-line bg-surface px-3.5 py-3 whitespace-nowrap sm:px-5 sm:py-3.5">
      <dt className="flex items-center gap-2 text-sm text-muted">
        <span aria-hidden className="text-accent-text max-sm:hidden">
          {icon}
        </span>
        {name}
      </dt>
      <dd className="font-display text-xl font-bold figures sm:text-3xl" data-testid={testId} data-count={value}>
        {children}
      </dd>
    </div>
  );
}

function Elapsed({ since }: { since: string | null }) {
  const [now, setNow] = useState(() => Date.now());
  useInterval(() => setNow(Date.now()), SECOND_MS);
  return since ? formatDuration((now - Date.parse(since)) / 1000) : "0:00";
}
