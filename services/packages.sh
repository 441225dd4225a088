# The Debian packages Gilde needs, said once; sourced by services/quickstart.sh, tests/run.sh, .ci/run and k8s/image/Dockerfile.

# To compile.
BUILD_PACKAGES="build-essential cmake ninja-build ccache mold pkg-config
  libgrpc++-dev libgrpc-dev protobuf-compiler libprotobuf-dev libprotoc-dev protobuf-compiler-grpc libabsl-dev
  golang-github-gogo-googleapis-dev libhiredis-dev libsqlite3-dev libpq-dev libical-dev libcurl4-openssl-dev libssl-dev
  librhonabwy-dev libjansson-dev prometheus-cpp-dev libspdlog-dev libicu-dev libctemplate-dev libcli11-dev libjemalloc-dev liblemon-dev
  libstemmer-dev zlib1g-dev libgtest-dev libgmock-dev"

# To run.
RUN_PACKAGES="redis-server tzdata ca-certificates python3 python3-aiosmtpd"

# What a running service links; the image holds these and not the ones above.
IMAGE_PACKAGES="libgrpc++1.51 libprotobuf32 libabsl20220623 libhiredis0.14 libsqlite3-0 libpq5 libical3 libcurl4 libssl3
  librhonabwy1.1 libprometheus-cpp-core1.0 libprometheus-cpp-pull1.0 libspdlog1.10 libicu72 libctemplate3 libjemalloc2 libstemmer0d
  tzdata ca-certificates"

# To test.
TEST_PACKAGES="chromium postgresql-15 python3-grpcio python3-protobuf protobuf-compiler-grpc"

# To check style and the contract.
STYLE_PACKAGES="clang-format clang-tidy npm"

# install_missing package...: installs those that are not there; does nothing, in a blink, when all are.
install_missing() {
  local missing=() package
  for package in "$@"; do
    # The state of a package that provides a command may be unknown to dpkg when a newer one was put in its place by hand.
    [ "$package" = npm ] && command -v npm >/dev/null && continue
    [ "$(dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null | head -c 2)" = ii ] || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" != 0 ]; then
    echo "Missing packages: ${missing[*]}. Install them, or run this as root." >&2
    return 1
  fi
  echo "Installing ${#missing[@]} packages from $(. /etc/os-release && echo "$PRETTY_NAME"): ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}
