# A copy of this system to install the package on, for the scripts beside: what is written goes into a tmpfs that only
# this mount namespace has. Sets root; says nothing.
copy_of_system() { # FOLDER PACKAGE
  mount -t tmpfs tmpfs "$1"
  mkdir "$1"/{upper,work,root}
  root=$1/root
  mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$root"
  mount -t proc proc "$root/proc"
  mount -t tmpfs tmpfs "$root/run"
  mount -t tmpfs tmpfs "$root/dev"
  mkdir "$root/dev/shm"
  local device
  for device in null zero full random urandom tty; do
    touch "$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
  done
  ln -s /proc/self/fd "$root/dev/fd"
  cp "$2" "$root/agent.deb"
  ip link set lo up
}

# The Java of this machine need not be Debian's.
install_package() {
  inside env DEBIAN_FRONTEND=noninteractive dpkg --force-depends --install /agent.deb >"$root/log" 2>&1 ||
    { cat "$root/log"; exit 1; }
}

# As after joining a collector that never answers.
joined() {
  install -o "$(inside id -u daugio)" -g "$(inside id -g daugio)" -m 600 /dev/stdin "$root/etc/daugio/token" <<<secret
  cat >"$root/etc/daugio/agent.yaml" <<YAML
site: a/b
machine: M
collector: {url: "http://127.0.0.1:9", token-file: token}
YAML
}

inside() { chroot "$root" "$@"; }
