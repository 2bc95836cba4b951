# docker build -t promotecheck . && docker run --rm promotecheck server
FROM debian:12-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends \
    cmake ninja-build gcc libc6-dev pkg-config libcurl4-openssl-dev libcjson-dev libssl-dev \
    libpcre2-dev libidn2-dev dpkg-dev file
COPY . /source
RUN cmake -S /source --preset run -B /build && cmake --build /build
RUN cpack -G DEB --config /build/CPackConfig.cmake -B /package

FROM debian:12-slim
COPY --from=build /package/promotecheck_*.deb /tmp/
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates /tmp/promotecheck_*.deb \
    && rm -rf /var/lib/apt/lists/* /tmp/promotecheck_*.deb \
    && useradd --no-create-home promotecheck && mkdir /data && chown promotecheck /data
USER promotecheck
# Reports are left in /data/reports.
WORKDIR /data
ENTRYPOINT ["promotecheck"]
