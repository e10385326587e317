# The web client: npm packages, then Vite's build into the gateway's static files.

ensure_web() {
  [ -f "$root/src/Web/package.json" ] || return 0
  local now
  now=$(fingerprint "$root/src/Web")
  is_done web "$now" && [ -f "$root/src/Gateway/wwwroot/index.html" ] && return
  in_background web "Building the web client" build_web "$now"
}

build_web() {
  cd "$root/src/Web"
  install_npm_packages
  npm run build
  mark_done web "$1"
}

install_npm_packages() {
  local lock
  lock=$(sha256sum < package-lock.json)
  if ! is_done npm "$lock" || [ ! -d node_modules ]; then
    # Not `npm ci`: it refuses a lock file whose optional binaries for other platforms can't be had. Versions are the lock's all the same.
    npm install --no-save --no-audit --no-fund
    mark_done npm "$lock"
  fi
}
