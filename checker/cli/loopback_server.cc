// One io_context on one thread; a connection lives as long as its one request.
#include "checker/cli/loopback_server.h"

#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "checker/base/interrupt.h"

namespace racelab {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using Tcp = asio::ip::tcp;
using Error = boost::system::error_code;

constexpr std::chrono::seconds kPatience(10);  // for a request to come, and for an answer to go

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Tcp::socket socket, const LoopbackServer& server, int port)
      : stream_(std::move(socket)), server_(server), port_(port) {
    parser_.body_limit(0);  // of a GET
  }

  void Start() {
    stream_.expires_after(kPatience);
    http::async_read(stream_, buffer_, parser_,
                     [self = shared_from_this()](Error error, size_t) { self->Read(error); });
  }

 private:
  void Read(Error error) {
    if (error == http::error::body_limit) return Write({405, "text/plain", "GET only\n"});
    if (error) return;  // went away, or was no HTTP
    const auto& request = parser_.get();
    const std::string host(request[http::field::host]);
    if (host != absl::StrCat("127.0.0.1:", port_) && host != absl::StrCat("localhost:", port_)) {
      return Write({421, "text/plain", "not a name of this server\n"});
    }
    if (request.method() != http::verb::get) return Write({405, "text/plain", "GET only\n"});
    Write(server_.answer(std::string(request.target())));
  }

  void Write(HttpAnswer answer) {
    response_.result(static_cast<unsigned>(answer.status));
    response_.version(11);
    response_.set(http::field::content_type, answer.type);
    response_.set(http::field::cache_control, "no-store");
    response_.set("Referrer-Policy", "no-referrer");
    response_.set(http::field::x_frame_options, "DENY");
    response_.set("X-Content-Type-Options", "nosniff");
    response_.set("Cross-Origin-Resource-Policy", "same-origin");
    response_.keep_alive(false);
    response_.body() = std::move(answer.body);
    response_.prepare_payload();
    stream_.expires_after(kPatience);
    http::async_write(stream_, response_, [self = shared_from_this()](Error, size_t) {
      Error ignored;
      self->stream_.socket().shutdown(Tcp::socket::shutdown_send, ignored);
    });
  }

  beast::tcp_stream stream_;
  const LoopbackServer& server_;
  const int port_;
  beast::flat_buffer buffer_{16 << 10};
  http::request_parser<http::empty_body> parser_;
  http::response<http::string_body> response_;
};

absl::Status ListenError(int port, const Error& error) {
  if (error == asio::error::address_in_use) {
    return absl::UnavailableError(absl::StrCat(
        "port ", port, " is in use, perhaps by another racelab serve; take another: --port ",
        port + 1));
  }
  return absl::UnavailableError(
      absl::StrCat("cannot listen on port ", port, ": ", error.message()));
}

void Accept(Tcp::acceptor& acceptor, const LoopbackServer& server, int port) {
  acceptor.async_accept([&acceptor, &server, port](Error error, Tcp::socket socket) {
    if (!error) std::make_shared<Connection>(std::move(socket), server, port)->Start();
    if (error != asio::error::operation_aborted) Accept(acceptor, server, port);
  });
}

absl::Status Listen(Tcp::acceptor& acceptor, int port) {
  const Tcp::endpoint here(asio::ip::address_v4::loopback(), static_cast<uint16_t>(port));
  Error error;
  acceptor.open(here.protocol(), error);
  if (!error) acceptor.set_option(Tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(here, error);
  if (!error) acceptor.listen(Tcp::acceptor::max_listen_connections, error);
  return error ? ListenError(port, error) : absl::OkStatus();
}

}  // namespace

absl::Status Serve(const LoopbackServer& server) {
  asio::io_context context(1);
  Tcp::acceptor acceptor(context);
  if (absl::Status status = Listen(acceptor, server.port); !status.ok()) return status;
  const int port = acceptor.local_endpoint().port();
  asio::posix::stream_descriptor interrupt(context, dup(InterruptDescriptor()));
  interrupt.async_wait(asio::posix::stream_descriptor::wait_read,
                       [&context](Error) { context.stop(); });
  Accept(acceptor, server, port);
  server.ready(port);
  context.run();
  return absl::OkStatus();
}

}  // namespace racelab
