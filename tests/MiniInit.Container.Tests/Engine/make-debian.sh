#!/bin/sh
# make-debian.sh DIRECTORY ARCHIVE PACKAGE...
#
# Bootstraps a Debian with the PACKAGEs in DIRECTORY, and packs it into ARCHIVE, a tar file, for docker import. To be
# run in name spaces of its own for mounts and processes, so that none of either is left behind.
set -eu

directory=$1
archive=$2
shift 2
packages=$(printf '%s,' "$@")

# In memory, where it can be, dpkg's thousands of syncs cost nothing.
mount -t tmpfs -o size=2g tmpfs "$directory" || :
debootstrap --variant=minbase --include="${packages%,}" bookworm "$directory" http://deb.debian.org/debian

# What no program reads takes half of the time to import.
tar --create --file "$archive.new" --directory "$directory" --one-file-system \
    --exclude='./dev/*' --exclude='./proc/*' --exclude='./sys/*' \
    --exclude='./var/cache/apt/*' --exclude='./var/lib/apt/lists/*' \
    --exclude='./usr/share/doc/*' --exclude='./usr/share/man/*' --exclude='./usr/share/locale/*' .
mv "$archive.new" "$archive"
