# The Aspire dashboard comes inside the Aspire CLI's npm package, which unpacks it into a folder of its own.

aspire_version=13.5.4
dashboard_home="$tools/aspire-$aspire_version"

dashboard_program() { compgen -G "$dashboard_home/.aspire/versions/*/managed/aspire-managed" | head -n 1; }

ensure_dashboard() {
  [ -n "$(dashboard_program)" ] && is_done dashboard "$aspire_version" && return
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
  mkdir -p "$dashboard_home/npm"
  npm install --prefix "$dashboard_home/npm" --no-audit --no-fund --no-save "$package@$aspire_version"
  HOME="$dashboard_home" "$dashboard_home/npm/node_modules/$package/bin/aspire" setup --nologo --non-interactive
  rm -rf "$dashboard_home/npm"
  [ -n "$(dashboard_program)" ]
  mark_done dashboard "$aspire_version"
}
