#!/usr/bin/env bash
# apt-install.sh PACKAGE...: as root. Services of the packages are neither started now nor enabled for the next boot.
set -euo pipefail
policy=/usr/sbin/policy-rc.d
wants=/etc/systemd/system
before=$(mktemp)
after=$(mktemp)
made_policy=

enabled() { find "$wants" -path '*.wants/*' -type l 2>/dev/null | LC_ALL=C sort; }

clean_up() {
  [ -z "$made_policy" ] || rm -f "$policy"
  rm -f "$before" "$after"
}
trap clean_up EXIT

if [ ! -e "$policy" ]; then
  made_policy=yes
  printf '#!/bin/sh\nexit 101\n' > "$policy"
  chmod 755 "$policy"
fi

enabled > "$before"
export DEBIAN_FRONTEND=noninteractive
apt-get -o DPkg::Lock::Timeout=300 update -q
apt-get -o DPkg::Lock::Timeout=300 install -q -y --no-install-recommends "$@"
enabled > "$after"

LC_ALL=C comm -13 "$before" "$after" | while read -r link; do
  unit=$(basename "$link")
  case $unit in
    postgresql*|redis*|rabbitmq*|epmd*)
      systemctl disable "$unit" > /dev/null 2>&1 || true
      rm -f "$link"
      ;;
  esac
done
