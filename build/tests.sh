# Runs test projects one after the other and adds up what they say. A project that ends without its summary counts as a failure.

results="$tools/results"
project_limit=15m
passed=0 failed=0 skipped=0 broken=()

run_all_tests() {
  local filters=("$@") project
  rm -rf "$results"
  mkdir -p "$results"
  for project in $(fast_projects); do
    wanted "$project" "${filters[@]}" && run_dotnet_tests "$project"
  done
  wanted Web "${filters[@]}" && run_web_tests
  for project in System.Tests Web.E2E; do
    [ -f "$root/tests/$project/$project.csproj" ] && wanted "$project" "${filters[@]}" && run_dotnet_tests "$project"
  done
  say "All tests took $(elapsed)."
  [ ${#broken[@]} -eq 0 ] || say "Failed in: ${broken[*]}"
  summary=$(printf '%d passed, %d failed' "$passed" "$failed")
  [ "$skipped" -eq 0 ] || summary+=$(printf ', %d skipped' "$skipped")
  printf '%s\n' "$summary"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

fast_projects() {
  local file
  for file in "$root"/tests/*.Tests/*.Tests.csproj; do
    basename "$file" .csproj
  done | grep -v '^System\.Tests$'
}

wanted() {
  local name=$1 filter
  shift
  [ $# -eq 0 ] && return
  for filter in "$@"; do
    case $name in *"$filter"*) return 0 ;; esac
  done
  return 1
}

run_dotnet_tests() {
  local project=$1 log="$results/$1.log" program="$root/tests/$1/bin/Release/net10.0/$1"
  printf '\n── %s\n' "$project"
  # A group of its own: a project that hangs is ended together with what it started.
  (cd "$root/tests/$project" && timeout -k 20 "$project_limit" "$program" -noColor) 2>&1 | tee "$log" | grep -vE '^ *(Discover|Starting|Finished)|^xUnit.net' 
  # "   Name  Total: 4, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0, Time: 6.390s"
  count "$project" "$(sed -nE 's/.* Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+),.*/\1 \2 \3 \4/p' "$log" | tail -n 1)"
}

run_web_tests() {
  local report="$results/web.json"
  [ -f "$root/src/Web/package.json" ] || return 0
  printf '\n── Web\n'
  (cd "$root/src/Web" && timeout -k 20 "$project_limit" npm test --silent -- --reporter=default --reporter=json --outputFile="$report") 2>&1 | tee "$results/web.log"
  count Web "$(node -p 'const r = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")); [r.numTotalTests, r.numFailedTests ? 0 : r.numFailedTestSuites, r.numFailedTests, r.numPendingTests + r.numTodoTests].join(" ")' "$report" 2>/dev/null)"
}

# count PROJECT "TOTAL ERRORS FAILED SKIPPED"
count() {
  local project=$1 total errors bad left
  read -r total errors bad left <<< "$2"
  if [ -z "${left:-}" ]; then
    printf '%s ended without a summary: counted as one failure.\n' "$project"
    failed=$((failed + 1))
    broken+=("$project")
    return
  fi
  passed=$((passed + total - bad - left))
  failed=$((failed + bad + errors))
  skipped=$((skipped + left))
  [ $((bad + errors)) -eq 0 ] || broken+=("$project")
}
