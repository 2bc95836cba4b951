# The adapter ADAPTER with a proxy of its own in front of each server: proxied_adapter.sh PROGRAM ADAPTER
program=$1
adapter=$2
place=$(mktemp -d) || exit 1
trap 'rm -rf "$place"' EXIT
cd "$place" || exit 1
mkfifo said
while read -r line; do
    case $line in
    *base_url*)
        upstream=$(printf '%s' "$line" | sed 's/.*"base_url" *: *"\([^"]*\)".*/\1/')
        "$program" proxy --upstream "$upstream" >said 2>/dev/null &
        exec 4<said
        read -r words <&4
        printf '%s\n' "$line" |
            sed "s;\"base_url\" *: *\"[^\"]*\";\"base_url\":\"${words#listening on }\";" | "$adapter"
        kill -s INT $!
        cat <&4 >/dev/null
        exec 4<&-
        ;;
    *) printf '%s\n' "$line" | "$adapter" ;;
    esac
done
