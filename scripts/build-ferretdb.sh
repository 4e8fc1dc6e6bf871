#!/usr/bin/env bash
# Builds FerretDB v1 (Apache-2.0, speaks MongoDB's wire protocol, keeps its data in SQLite) once, from the Go module proxy, for the tests of
# the cluster mode. Nothing to do where MONGODB_TEST_URL is set, `mongod` is there, or it was built before. About 1.5 minutes on 2 cores.
set -euo pipefail
version=v1.24.2
cache="${GENDAN_TOOLS:-$HOME/.cache/gendan-tools}"
target="$cache/ferretdb-$version"
if [ -n "${MONGODB_TEST_URL:-}" ]; then echo "MongoDB: MONGODB_TEST_URL"; exit 0; fi
if command -v mongod >/dev/null; then echo "MongoDB: $(mongod --version | head -1)"; exit 0; fi
if [ -x "$target" ]; then echo "MongoDB: FerretDB $version ($target)"; exit 0; fi
export PATH="$PATH:/usr/local/go/bin"
if ! command -v go >/dev/null; then
  echo "没有 mongod，也没有 Go 编译器：集群模式的测试会跳过（CI=true 时失败）。可设置 MONGODB_TEST_URL。" >&2
  exit 0
fi
work="$(mktemp -d)"
trap 'chmod -R u+w "$work" && rm -rf "$work"' EXIT
cd "$work"
go mod init download >/dev/null 2>&1
source="$(go mod download -json "github.com/FerretDB/FerretDB@$version" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')"
cp -r "$source" "$work/ferretdb"
chmod -R u+w "$work/ferretdb"
# The module lacks the file that names its version; without it the program refuses to start.
echo "$version" > "$work/ferretdb/build/version/version.txt"
mkdir -p "$cache"
(cd "$work/ferretdb" && go build -trimpath -o "$target.new" ./cmd/ferretdb)
mv "$target.new" "$target"
echo "MongoDB: FerretDB $version ($target)"
