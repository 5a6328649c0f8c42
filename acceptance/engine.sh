#!/bin/bash
# A container engine with the base image of deploy/docker, for ContainersTest.
# Usage: acceptance/engine.sh start|ready|end
#   start  begins in the background what is missing (root, Debian); at once over
#   ready  waits for it; exit 0: docker answers and has the base image
#   end    ends the engine that start has begun; one that was there before stays
# The engine begun here touches nothing of this machine's network: it has no bridge, no firewall rules and does not
# forward. Containers reach each other, and this machine reaches their published ports through the engine's proxy.
set -euo pipefail
base=debian:bookworm-slim
home=${DAUGIO_ENGINE:-/var/tmp/daugio-engine}
here=$(cd "$(dirname "$0")" && pwd)

answers() { docker info >/dev/null 2>&1; }

engine() {
  answers && return
  [ "$(id -u)" = 0 ] && command -v dockerd >/dev/null || return 1
  setsid dockerd --data-root "$home/data" --exec-root "$home/run" --pidfile "$home/pid" --host unix:///var/run/docker.sock \
    --bridge=none --iptables=false --ip6tables=false --ip-forward=false >"$home/engine.log" 2>&1 </dev/null 9>&- &
  for _ in $(seq 60); do
    answers && return
    sleep 1
  done
  return 1
}

# Made from the packages that this machine gets, with its own settings of apt: no registry of images is asked.
image() {
  docker image inspect "$base" >/dev/null 2>&1 && return
  [ "$(id -u)" = 0 ] && command -v debootstrap >/dev/null || return 1
  rm -rf "$home/base"
  mkdir -p "$home/base/etc/apt/apt.conf.d"
  for file in /etc/apt/apt.conf.d/*; do
    dpkg-query -S "$file" >/dev/null 2>&1 || [[ $file = */docker-* ]] || cp "$file" "$home/base/etc/apt/apt.conf.d/"
  done
  debootstrap --variant=minbase bookworm "$home/base" >"$home/base.log" 2>&1
  tar -C "$home/base" --exclude="./var/cache/apt/archives/*.deb" -c . | docker import - "$base" >/dev/null
  rm -rf "$home/base"
}

# What needs nothing of the build is built before, beside it.
layers() {
  for service in postgres prometheus alertmanager; do
    docker build --quiet --network host --file "$here/../deploy/docker/$service/Dockerfile" "$here/.." >/dev/null 2>&1 || :
  done
}

case "${1:-}" in
  start)
    mkdir -p "$home"
    (
      exec 9>"$home/lock"
      flock 9
      engine && image && layers
    ) >/dev/null 2>&1 &
    ;;
  ready)
    mkdir -p "$home"
    exec 9>"$home/lock"
    flock 9
    engine && image || { echo "Không có docker hoặc $base (no docker, or no $base): $home" >&2; exit 2; }
    ;;
  end)
    [ -s "$home/pid" ] || exit 0
    id=$(cat "$home/pid")
    [ "$(cat "/proc/$id/comm" 2>/dev/null)" = dockerd ] || exit 0 # left by an engine that was killed
    kill "$id"
    while [ -e "/proc/$id/stat" ]; do sleep 0.2; done
    umount "$home"/run/netns/* 2>/dev/null || : # of this machine's own network, which the engine leaves mounted
    ;;
  *) sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
