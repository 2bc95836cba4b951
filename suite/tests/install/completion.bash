# completion.bash PROGRAM SCRIPT: what bash offers behind some beginnings of a command line.
set -u
program=$1
source "$2" || exit 1
failed=0

# offers "WORDS THAT ARE OFFERED" "NONE OF THESE" WORD…: the last WORD is the one that is being typed.
offers() {
    local wanted=$1 unwanted=$2 word offered
    shift 2
    COMP_WORDS=("$program" "$@")
    COMP_CWORD=$#
    COMPREPLY=()
    _promotecheck
    offered=" ${COMPREPLY[*]-} "
    for word in $wanted; do
        [[ $offered == *" $word "* ]] || { failed=1; echo "not offered behind '$*': $word (but:$offered)"; }
    done
    for word in $unwanted; do
        [[ $offered != *" $word "* ]] || { failed=1; echo "offered behind '$*': $word"; }
    done
}

touch request.json
mkdir -p results
offers 'server check mock list explain --help --version' '' ''
offers 'server' 'check mock' 's'
offers '--url --run --report-dir --help' '--port --lines' server '--'
offers '--port --fault' '--url' mock ''
offers '--report-dir' '--run' server '--rep'
offers 'text tap github' 'must' server --format ''
offers 'tap' 'text' server --format = ta
offers 'text' '' server --format =
offers 'must should may' '' list --level ''
offers 'api-key bearer' '' server --auth ''
offers 'server/auth/missing' 'server/request/body/empty' server --run server/auth/
offers 'server/request/body/empty' '' explain server/request/b
offers 'status-201' 'created_at-offset-no-colon' mock --fault status-2
offers 'request.json' '' check req
offers '--schema' 'request.json' check --s
offers 'request.json' '' server --spec req
offers 'results' 'request.json' server --report-dir re
offers '' 'server/auth/missing --url' server --model ''
exit "$failed"
