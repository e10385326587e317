# .NET: one Release build of src/ (for ./run) or of the whole solution (for ./test).

compiler_id="streaming-$$"

ensure_built() { # src|all
  local what=$1 now
  now=$(dotnet_fingerprint "$what")
  is_done "dotnet-$what" "$now" && [ -x "$root/src/AppHost/bin/Release/net10.0/AppHost" ] && return
  in_background "dotnet-$what" "Building the services" build_dotnet "$what" "$now"
}

dotnet_fingerprint() { # src|all
  local sources=("$root"/Directory.*.props "$root/global.json" "$root/Streaming.sln") project
  for project in "$root"/src/*/; do
    [ -f "${project}package.json" ] || sources+=("$project")
  done
  [ "$1" = all ] && sources+=("$root/tests")
  fingerprint "${sources[@]}"
}

build_dotnet() {
  local what=$1 target="$root/Streaming.sln"
  if [ "$what" = src ]; then
    target="$tools/src.slnf"
    write_filter > "$target"
  fi
  # The compiler server makes a build twice as fast; this one has a name of its own and ends with the build.
  dotnet build "$target" -c Release -v minimal -nodeReuse:false -p:UseSharedCompilation=true -p:SharedCompilationId="$compiler_id"
  mark_done "dotnet-$what" "$2"
  if [ "$what" = all ]; then
    mark_done dotnet-src "$(dotnet_fingerprint src)"
  fi
}

write_filter() {
  printf '{ "solution": { "path": "../Streaming.sln", "projects": [\n'
  grep -oE '"src\\[^"]+\.csproj"' "$root/Streaming.sln" | sed 's/\\/\\\\/g' | paste -sd, -
  printf '] } }\n'
}

stop_compiler() {
  local pid
  for pid in $(grep -lsza -- "-[p]ipename:$compiler_id" /proc/[0-9]*/cmdline | cut -d/ -f3); do
    kill "$pid" 2>/dev/null || true
  done
}
