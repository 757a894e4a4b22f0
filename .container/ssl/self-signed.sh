#!/bin/sh
# A certificate for trials: browsers warn about it. Usage: self-signed.sh [NAME [FOLDER]]
set -eu
name=${1:-localhost}
folder=${2:-$(dirname "$0")}
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 365 \
    -subj "/CN=$name" -addext "subjectAltName=DNS:$name" \
    -keyout "$folder/privkey.pem" -out "$folder/fullchain.pem" 2>/dev/null
chmod 644 "$folder/fullchain.pem"
chmod 600 "$folder/privkey.pem"
echo "made $folder/fullchain.pem and $folder/privkey.pem for $name"
