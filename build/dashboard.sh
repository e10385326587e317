# The Aspire dashboard comes inside the Aspire CLI's npm package, which unpacks it into a folder of its own.

aspire_version=13.5.4
dashboard_home="$tools/aspire-$aspire_version"

dashboard_program() { printf '%s\n' "$dashboard_home/managed/aspire-managed"; }

ensure_dashboard() {
  [ -x "$(dashboard_program)" ] && is_done dashboard "$aspire_version" && return
  in_background dashboard "Fetching the Aspire dashboard $aspire_version" install_dashboard
}

install_dashboard() {
  local machine
  case $(uname -m) in
    x86_64) machine=x64 ;;
    aarch64) machine=arm64 ;;
    *) echo "The Aspire dashboard is not made for $(uname -m)."; return 1 ;;
  esac
  local package="@microsoft/aspire-cli-linux-$machine"
  local unpacked="$tools/aspire-unpacked"
  rm -rf "$unpacked" "$dashboard_home"
  mkdir -p "$unpacked" "$dashboard_home"
  npm install --prefix "$unpacked" --no-audit --no-fund --no-save "$package@$aspire_version"
  HOME="$unpacked" "$unpacked/node_modules/$package/bin/aspire" setup --nologo --non-interactive
  mv "$(find "$unpacked" -type f -path '*/managed/aspire-managed' -printf '%h\n' | head -n 1)" "$dashboard_home/managed"
  rm -rf "$unpacked"
  [ -x "$(dashboard_program)" ]
  mark_done dashboard "$aspire_version"
}
