# Debian packages: installed when their program is missing, and never left running or enabled.

# program|package|what for
run_packages='/usr/lib/postgresql/*/bin/postgres|postgresql-15|PostgreSQL, a database per service
redis-server|redis-server|Redis, live counts and fan-out
/usr/lib/rabbitmq/lib/*/sbin/rabbitmq-server|rabbitmq-server|RabbitMQ, events between services
ffmpeg|ffmpeg|ffmpeg, recordings and thumbnails'
test_packages="$run_packages
chromium|chromium|Chromium, end-to-end tests
firefox-esr|firefox-esr|Firefox, tests of the media node"

is_installed() {
  case $1 in
    /*) compgen -G "$1" > /dev/null ;;
    *) PATH="$PATH:/usr/sbin" command -v "$1" > /dev/null ;;
  esac
}

# ensure_packages LIST
ensure_packages() {
  local program package purpose missing=() purposes=()
  while IFS='|' read -r program package purpose; do
    is_installed "$program" || { missing+=("$package"); purposes+=("${purpose%%,*}"); }
  done <<< "$1"
  [ ${#missing[@]} -eq 0 ] && return
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo > /dev/null || fail "Missing: ${missing[*]}. As root: apt-get install ${missing[*]}"
    as_root=(sudo)
    sudo -v || fail "Missing: ${missing[*]}. As root: apt-get install ${missing[*]}"
  fi
  local list
  list=$(printf '%s, ' "${purposes[@]}")
  in_background packages "Installing ${list%, } (apt-get install ${missing[*]})" \
    "${as_root[@]}" bash "$root/build/apt-install.sh" "${missing[@]}"
}
