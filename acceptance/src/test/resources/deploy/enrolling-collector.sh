#!/bin/bash
# Answers one request on standard input as a collector answers a join code that it knows.
length=0
while IFS= read -r line && line=${line%$'\r'} && [ -n "$line" ]; do
  [[ ! ${line,,} =~ ^content-length:\ *([0-9]+)$ ]] || length=${BASH_REMATCH[1]}
done
head -c "$length" >/dev/null
body='{"site":"a/b","machine":"M","token":"secret"}'
printf 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s' ${#body} "$body"
