#!/usr/bin/env bash
# Debian packages for the browser and PDF tests (Chromium, a Chinese font, poppler's tools), Redis, and a MongoDB-compatible server. Does nothing
# where they are there.
set -euo pipefail
"$(dirname "$0")/build-ferretdb.sh"
missing=()
command -v redis-server >/dev/null || missing+=(redis-server)
command -v chromium >/dev/null || missing+=(chromium)
command -v pdftotext >/dev/null || missing+=(poppler-utils)
[ -d /usr/share/fonts/truetype/wqy ] || missing+=(fonts-wqy-microhei)
[ ${#missing[@]} -eq 0 ] && exit 0
if ! command -v apt-get >/dev/null; then
  echo "请安装：${missing[*]}（缺少时浏览器和 PDF 测试会跳过；CI=true 时失败）" >&2
  exit 0
fi
sudo=""; [ "$(id -u)" -eq 0 ] || sudo="sudo"
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}"
