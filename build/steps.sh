# Sourced by ./run and ./test: what they install and build, each step skipped when nothing changed since it last succeeded.
# Everything that is fetched or remembered lies under .tools/ and may be deleted at any time.

tools="$root/.tools"
stamps="$tools/stamps"
logs="$tools/logs"
mkdir -p "$stamps" "$logs"
did_work=

say() { printf '· %s\n' "$*"; }
fail() { printf '\n%s\n' "$*" >&2; exit 1; }

# The machine must bring these three itself.
require_sdks() {
  command -v dotnet >/dev/null || fail "dotnet is missing: install the .NET SDK 10."
  command -v node >/dev/null && command -v npm >/dev/null || fail "node or npm is missing: install Node.js 20 or newer."
  # Executables of the build find the runtime by this even where dotnet lies in an unusual place.
  DOTNET_ROOT=$(dirname "$(readlink -f "$(command -v dotnet)")")
  export DOTNET_ROOT DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 ASPIRE_CLI_TELEMETRY_OPTOUT=1
}

# fingerprint PATH...: changes when a source file below is added, removed or edited.
fingerprint() {
  find "$@" \( -name bin -o -name obj -o -name node_modules -o -name wwwroot -o -name artifacts -o -name TestResults \) -prune -o -type f \
    -printf '%p %s %T@\n' 2>/dev/null | LC_ALL=C sort | sha256sum | cut -d' ' -f1
}

# is_done STEP FINGERPRINT / mark_done STEP FINGERPRINT
is_done() { [ "$(cat "$stamps/$1" 2>/dev/null)" = "$2" ]; }
mark_done() { printf '%s\n' "$2" > "$stamps/$1"; }

# in_background STEP TEXT COMMAND...: runs a step beside others, its output into a log; finish_background waits for all.
declare -A step_pids=() step_texts=()
in_background() {
  local step=$1 text=$2
  shift 2
  did_work=yes
  say "$text …"
  ( set -e; "$@" ) > "$logs/$step.log" 2>&1 &
  step_pids[$step]=$!
  step_texts[$step]=$text
}

finish_background() {
  local step failed=
  while [ ${#step_pids[@]} -gt 0 ]; do
    wait -n -p ended "${step_pids[@]}" && ok=yes || ok=
    for step in "${!step_pids[@]}"; do
      [ "${step_pids[$step]}" = "$ended" ] || continue
      unset "step_pids[$step]"
      if [ "$ok" ]; then
        say "${step_texts[$step]}: done ($(elapsed))"
      else
        failed=yes
        printf '\n%s failed (whole log: %s):\n' "${step_texts[$step]}" "$logs/$step.log" >&2
        tail -n 40 "$logs/$step.log" >&2
      fi
    done
  done
  # From here on Ctrl-C reaches whatever runs in the foreground.
  set +m
  [ -z "$failed" ]
}

# Steps lead process groups of their own, so an interrupted run leaves none of their children behind.
stop_background() {
  local pid
  for pid in "${step_pids[@]}"; do kill -TERM -- "-$pid" 2>/dev/null || true; done
  stop_compiler
}
set -m
trap stop_background EXIT
trap 'exit 130' INT TERM

elapsed() { awk -v since="$started_ms" -v now="$(date +%s%3N)" 'BEGIN { printf "%.1f s", (now - since) / 1000 }'; }

. "$root/build/packages.sh"
. "$root/build/dotnet.sh"
. "$root/build/web.sh"
. "$root/build/dashboard.sh"
