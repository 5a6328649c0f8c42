#!/bin/sh
# Makes the secrets of compose.yaml in deploy/secrets, once: what is there is kept.
# Usage: deploy/secrets.sh [NAME|ADDRESS …]   by which people and agents reach the collector, for its certificate
# The folder is for its owner only. Its files are readable for the accounts inside the containers that mount them.
set -eu
directory=${DAUGIO_SECRETS:-$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)/secrets}
command -v openssl >/dev/null || { echo "openssl: chưa cài (is missing): sudo apt-get install openssl" >&2; exit 2; }
umask 077
mkdir -p "$directory"
chmod 700 "$directory"
cd "$directory"

for name in database.password collector.p12.password operator-token read-token alertmanager-token grafana.password; do
  [ -s "$name" ] || openssl rand -hex 24 >"$name"
done
# the password of the mail account that Alertmanager uses: yours, or of no use
[ -s mail ] || openssl rand -hex 24 >mail

if [ ! -s collector.p12 ]; then
  names=DNS:collector,DNS:localhost,IP:127.0.0.1
  for name in "$@"; do
    case $name in
      *[!0-9A-Fa-f.:-]* | *[!0-9.]*[!:0-9A-Fa-f]*) names=$names,DNS:$name ;;
      *.*.*.* | *:*) names=$names,IP:$name ;;
      *) names=$names,DNS:$name ;;
    esac
  done
  [ -s ca.pem ] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -sha256 -days 3650 -subj "/CN=Dau Gio" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign -keyout ca.key -out ca.pem 2>/dev/null
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=collector" -keyout collector.key -out collector.csr 2>/dev/null
  printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n' "$names" >collector.ext
  openssl x509 -req -in collector.csr -CA ca.pem -CAkey ca.key -CAcreateserial -sha256 -days 825 -extfile collector.ext -out collector.pem 2>/dev/null
  openssl pkcs12 -export -in collector.pem -inkey collector.key -certfile ca.pem -name collector -passout file:collector.p12.password -out collector.p12.new
  mv collector.p12.new collector.p12
  rm -f collector.csr collector.ext collector.key collector.pem ca.srl
fi
chmod 444 ./*
[ ! -e ca.key ] || chmod 400 ca.key
echo "Đã có (ready): $directory"
