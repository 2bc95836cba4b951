#!/bin/sh
# `server` and `mock` over TLS: the same verdicts as over plain TCP, and every reason not to connect in one sentence.
# The certificates are made for the run by the openssl program.
. "$(dirname "$0")/lib.sh"
command -v openssl >/dev/null || exit 77
PROMOTECHECK_API_KEY=$key
export PROMOTECHECK_API_KEY

quietly() {
    "$@" 2>openssl_err || { echo "openssl failed: $*" && cat openssl_err && exit 1; }
}
# certificate NAME HOST: self-signed, NAME.pem and NAME.key
certificate() {
    quietly openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -keyout "$1.key" \
        -out "$1.pem" -subj "/CN=$1" -addext "subjectAltName=$2"
}
certificate good IP:127.0.0.1
certificate other DNS:other.example
certificate authority DNS:authority.example
quietly openssl req -new -key good.key -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -out request.pem
quietly openssl x509 -req -in request.pem -CA authority.pem -CAkey authority.key -set_serial 2 -days 2 \
    -copy_extensions copy -out leaf.pem
# Newer versions refuse a time that lies in the past, unless it is said in full.
openssl x509 -req -in request.pem -signkey good.key -copy_extensions copy -days -1 -out expired.pem 2>openssl_err ||
    quietly openssl x509 -req -in request.pem -signkey good.key -copy_extensions copy \
        -not_before 20200101000000Z -not_after 20200102000000Z -out expired.pem

secure="--tls-cert good.pem --tls-key good.key"
few="--run server/auth/missing"

# The very verdicts of a run over plain TCP.
verdicts() {
    grep -oE '"(id|verdict)": "[^"]*"' reports/results.json | sed -n '/"id": "server/,$p' >"$1"
}
# same_verdicts OPTIONS [FAULT]
same_verdicts() {
    # shellcheck disable=SC2086
    {
        start_mock ${2:+--fault "$2"}
        "$program" server --url "$url" $all_names $1 >out 2>err </dev/null
        verdicts plain
        start_mock $secure ${2:+--fault "$2"}
        "$program" server --url "$url" --ca-file good.pem $all_names $1 >out 2>err </dev/null
        verdicts tls
    }
    what="the same verdicts over TLS, ${2:-without a fault}"
    case $url in https://*) pass ;; *) flunk "$what: $url" ;; esac
    if [ -s plain ] && cmp -s plain tls; then pass; else diff plain tls && flunk "$what" || flunk "$what"; fi
}
all_names="$names --other-deployment q8k21xz --other-env production --allow-env production --foreign-deployment zz9plural"
same_verdicts ""
what="a run over TLS judges every case"
if [ "$(grep -c '"verdict": "pass"' tls)" -gt 150 ]; then pass; else flunk "$what"; fi
for fault in closes-without-answer reset-without-answer closes-in-head resets-in-body content-length-too-long \
    chunks-unfinished excess-garbage length-and-chunked field-bare-lf drops-every-second pipelined-mixed-up \
    until-close chunked; do
    same_verdicts "--run server/response/** --run server/http/*" $fault
done
for fault in silent silent-in-body; do
    same_verdicts "--run server/response/status --run server/response/answered --timeout 200" $fault
done

# refused STATUS WHAT SENTENCE OPTION…: judges the peer at $url
refused() {
    wanted=$1 what=$2 sentence=$3
    shift 3
    # shellcheck disable=SC2086
    expect "$wanted" "$what" "$program" server --url "$url" $names $few "$@"
    says err "$sentence"
    what="$what, reported"
    says reports/results.json "$sentence"
}
# shellcheck disable=SC2086
start_mock $secure
refused 3 "an unknown CA" "--ca-file"
says err "--insecure"
says err "self-signed"
refused 3 "another CA" "signed by no CA that is trusted here" --ca-file other.pem
refused 2 "a CA file that is not there" "nowhere.pem" --ca-file nowhere.pem
refused 2 "a CA file that is a folder" "Is a directory" --ca-file .
refused 2 "a CA file that holds no certificate" "no certificate" --ca-file good.key
refused 2 "--ca-file and --insecure" "leave one out" --ca-file good.pem --insecure
https=$url
url=$(echo "$url" | sed 's/^https/http/')
refused 3 "http:// where TLS is spoken" "write https://"
refused 2 "--ca-file without TLS" "write https://, or leave it out" --ca-file good.pem
refused 2 "--insecure without TLS" "write https://, or leave it out" --insecure
url=$(echo "$https" | sed 's/127.0.0.1/localhost/')
refused 3 "another name" "another name" --ca-file good.pem

# A run that checks nothing says so, whatever is read of it.
url=$https
note="certificates were not checked (--insecure)"
for format in text tap github; do
    # shellcheck disable=SC2086
    expect 0 "--insecure in $format" "$program" server --url "$url" $names $few --insecure --format $format
    says out "$note"
done
says reports/results.json "$note"
says reports/junit.xml "$note"
# shellcheck disable=SC2086
expect 0 "--ca-file needs no note" "$program" server --url "$url" $names $few --ca-file good.pem
says_not out "$note"

start_mock --tls-cert leaf.pem --tls-key good.key
refused 3 "a CA that is not named" "signed by no CA that is trusted here"
# shellcheck disable=SC2086
expect 0 "a CA that is named" "$program" server --url "$url" $names $few --ca-file authority.pem
start_mock --tls-cert expired.pem --tls-key good.key
refused 3 "an expired certificate" "has expired" --ca-file expired.pem
start_mock
url=$(echo "$url" | sed 's/^http/https/')
refused 3 "https:// where plain HTTP is spoken" "write http://"
stop_mock

# Peers that only openssl's own server can be.
# start_server OPTION…: sets $url
start_server() {
    stop_mock
    rm -f mock_out
    mkfifo mock_out
    openssl s_server -accept 127.0.0.1:0 -www -cert good.pem -key good.key "$@" >mock_out 2>mock_err </dev/null &
    mock_pid=$!
    exec 3<mock_out
    url=
    while [ -z "$url" ] && read -r words <&3; do
        case $words in ACCEPT*) url=https://127.0.0.1:${words##*:} ;; esac
    done
}
start_server -alpn h2
refused 3 "HTTP/2 alone" "HTTP/2 alone: let it offer http/1.1 in ALPN" --ca-file good.pem
start_server -tls1_1 -cipher ALL:@SECLEVEL=0
refused 3 "TLS 1.1 alone" "no TLS newer than 1.1" --ca-file good.pem
start_server -Verify 1 -verify_return_error
refused 3 "a server that wants a certificate" "wants a certificate of the client" --ca-file good.pem
start_server -Verify 1 -verify_return_error -tls1_2
refused 3 "the same in TLS 1.2" "TLS handshake failed" --ca-file good.pem
start_server
url=$(echo "$url" | sed 's/^https/http/')
refused 3 "http:// where nothing is said to it" "write https://"
stop_mock

expect 2 "a certificate without its key" "$program" mock --tls-cert good.pem
says err "--tls-key"
expect 2 "a key without its certificate" "$program" mock --tls-key good.key
says err "--tls-cert"
expect 2 "the key of another certificate" "$program" mock --tls-cert good.pem --tls-key other.key
says err "other.key"
expect 2 "a certificate that is none" "$program" mock --tls-cert good.key --tls-key good.key
says err "holds no certificate"
quietly openssl ec -in good.key -aes128 -passout pass:secret -out locked.key
expect 2 "a key with a passphrase asks nobody" "$program" mock --tls-cert good.pem --tls-key locked.key
says err "passphrase"
closing
