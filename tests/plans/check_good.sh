#!/bin/sh
# Ordinary good plans get no error, at most one warning and three questions each: check_good.sh PROGRAM FOLDER
#
# A plan names in its first line the day it is checked on (# as-of: 2025-06-10). What is over is printed with the plan's name: a rule
# that makes an ordinary plan look wrong is at fault, not the plan.
set -eu
program=$1
folder=$2
over=0
plans=0

count_of() { # WHAT JSON
	printf '%s' "$2" | grep -o "\"severity\":\"$1" | wc -l
}

for plan in "$folder"/*.yaml; do
	plans=$((plans + 1))
	day=$(sed -n '1s/^# as-of: //p' "$plan")
	result=$("$program" check --as-of "$day" --fail-on never --format json "$plan") || {
		echo "$plan: exit status $?"
		over=1
		continue
	}
	# Members and their order are a contract: docs/reference/result.md.
	errors=$(count_of 'error","kind":"fail"' "$result")
	warnings=$(count_of 'warning","kind":"fail"' "$result")
	questions=$(count_of '[a-z]*","kind":"review"' "$result")
	judged=$(printf '%s' "$result" | grep -c '"kind":"\(home\|prevention\)"') || true
	if [ "$judged" -ne 1 ] || [ "$errors" -gt 0 ] || [ "$warnings" -gt 1 ] || [ "$questions" -gt 3 ]; then
		over=1
		echo "$plan: plans $judged, errors $errors, warnings $warnings, questions $questions"
		"$program" check --as-of "$day" --fail-on never --quiet "$plan"
	fi
done
[ "$plans" -gt 0 ] || { echo "$folder: no plans"; exit 1; }
exit "$over"
