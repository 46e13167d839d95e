#!/bin/sh
# Standard output that is closed or full, and a file that may not be read: bad_streams.sh PROGRAM FOLDER_OF_A_PLAN
set -u
program=$1
plan=$2/plan.yaml
failed=0
expect() { # what, status wanted, status got
	[ "$2" = "$3" ] || { echo "$1: status $3 instead of $2"; failed=1; }
}
"$program" check "$plan" >&- 2>/dev/null
expect "closed standard output" 3 $?
"$program" check "$plan" >/dev/full 2>/dev/null
expect "full standard output" 3 $?
"$program" --help >/dev/full 2>/dev/null
expect "full standard output for help" 3 $?
"$program" check --as-of 2026-04-01 "$plan" 2>/dev/null | head -c 1 >/dev/null
# Root may read everything: then somebody else has to try.
copy=$(mktemp -d)
cp "$program" "$copy/tenken"
cp "$plan" "$copy/plan.yaml"
chmod 755 "$copy" "$copy/tenken"
chmod 000 "$copy/plan.yaml"
if [ "$(id -u)" != 0 ]; then
	"$copy/tenken" check "$copy/plan.yaml" >/dev/null 2>&1
	expect "unreadable file" 3 $?
elif command -v setpriv >/dev/null 2>&1; then
	setpriv --reuid=65534 --regid=65534 --clear-groups "$copy/tenken" check "$copy/plan.yaml" >/dev/null 2>&1
	expect "unreadable file" 3 $?
else
	echo "skipped: unreadable file (setpriv is missing)"
fi
rm -rf "$copy"
exit $failed
