#!/bin/sh
# build.sh INTERFACE BINARY: generates the Go side of the interface and builds the client, without a network.
set -eu
interface=$(realpath "$1")
binary=$(realpath -m "$2")
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The old form of Go's path: Debian has its libraries there, and nothing is looked up.
export GO111MODULE=off GOFLAGS= GOPATH="$work:/usr/share/gocode" GOCACHE="$work/cache" HOME="$work"
mkdir -p "$work/src/orgminiinitcontrol" "$work/src/client"
# The generator of 0.4.0 knows interface names in small letters only, as Varlink's first description had them.
sed 's/^interface org\.miniinit\.Control$/interface org.miniinit.control/' "$interface" \
    > "$work/src/orgminiinitcontrol/control.varlink"
go run github.com/varlink/go/cmd/varlink-go-interface-generator "$work/src/orgminiinitcontrol/control.varlink"
sed -i 's/"org\.miniinit\.control\./"org.miniinit.Control./' "$work/src/orgminiinitcontrol/"*.go
cp "$here/main.go" "$work/src/client/"
go build -o "$binary" client
