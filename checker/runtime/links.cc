// Asks the kernel about sockets, and remembers who has connected.
#include "checker/runtime/links.h"

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "checker/runtime/descriptor.h"
#include "checker/runtime/os.h"
#include "checker/runtime/shared_memory.h"

namespace racelab::rt {

struct Link {
  Segment client;
  sockaddr_in6 address;  // of the client; of any family with ports
};

constexpr uint32_t kLinks = 256;
struct Links {
  Link list[kLinks];
  uint32_t count;
};

namespace {

constexpr uint32_t kUnknown = ~uint32_t{0};

struct Reply {
  nlmsghdr header;
  unix_diag_msg socket;
  char attributes[256];
};

// The number of the socket at the other end: 0 for none; kUnknown when the kernel does not say.
uint32_t PeerOf(uint32_t number) {
  const long door = Sys(SYS_socket, AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
  if (door < 0) return kUnknown;
  struct {
    nlmsghdr header;
    unix_diag_req request;
  } question = {};
  question.header = {sizeof question, SOCK_DIAG_BY_FAMILY, NLM_F_REQUEST, 1, 0};
  question.request.sdiag_family = AF_UNIX;
  question.request.udiag_states = ~0u;
  question.request.udiag_ino = number;
  question.request.udiag_show = UDIAG_SHOW_PEER;
  question.request.udiag_cookie[0] = question.request.udiag_cookie[1] = ~0u;
  Reply reply;
  FillBytes(&reply, 0, sizeof reply);
  Sys(SYS_sendto, door, reinterpret_cast<long>(&question), sizeof question, 0, 0, 0);
  const long got =
      Sys(SYS_recvfrom, door, reinterpret_cast<long>(&reply), sizeof reply, MSG_DONTWAIT, 0, 0);
  Sys(SYS_close, door);
  if (got <= 0 || reply.header.nlmsg_type != SOCK_DIAG_BY_FAMILY) return kUnknown;
  const auto* peer = reinterpret_cast<const rtattr*>(reply.attributes);
  const long used = reinterpret_cast<const char*>(peer + 1) - reinterpret_cast<const char*>(&reply);
  if (got < used + 4 || peer->rta_type != UNIX_DIAG_PEER) return 0;
  return *reinterpret_cast<const uint32_t*>(peer + 1);
}

Segment SegmentOf(int descriptor) {
  struct stat facts = {};
  Sys(SYS_fstat, descriptor, reinterpret_cast<long>(&facts));
  return {facts.st_dev, facts.st_ino, 0};
}

sockaddr_in6 AddressBy(long call, int descriptor) {
  sockaddr_in6 address = {};
  socklen_t size = sizeof address;
  Sys(call, descriptor, reinterpret_cast<long>(&address), reinterpret_cast<long>(&size));
  return address;
}

bool IsStreamOrPackets(int descriptor) {
  const int type = SocketType(descriptor);
  return type == SOCK_STREAM || type == SOCK_SEQPACKET;
}

bool IsInternet(const sockaddr_in6& address) {
  return address.sin6_family == AF_INET || address.sin6_family == AF_INET6;
}

// Ports are enough for connections within one machine, whichever family each end sees.
bool Same(const Link& link, const sockaddr_in6& peer, uint32_t number) {
  return IsInternet(peer) ? IsInternet(link.address) && link.address.sin6_port == peer.sin6_port
                          : link.client.inode == number;
}

}  // namespace

void Connected(int descriptor) {
  if (!IsStreamOrPackets(descriptor)) return;
  const Segment own = SegmentOf(descriptor);
  const sockaddr_in6 address = AddressBy(SYS_getsockname, descriptor);
  if (Known(own)) return;
  if (!IsInternet(address) && PeerOf(static_cast<uint32_t>(own.inode)) == kUnknown) return;
  if (state.links == nullptr) state.links = NewCommon<Links>();
  Links& all = *state.links;
  if (all.count == kLinks) Stop(trace::End::kLimit, "connections of sockets");
  all.list[all.count++] = {own, address};
  PlaceOfSegment(own);
}

void Accepted(int descriptor) {
  if (state.links == nullptr) return;
  const Segment own = SegmentOf(descriptor);
  const sockaddr_in6 peer = AddressBy(SYS_getpeername, descriptor);
  const uint32_t number = IsInternet(peer) ? 0 : PeerOf(static_cast<uint32_t>(own.inode));
  for (uint32_t i = state.links->count; i > 0; --i) {
    const Link& link = state.links->list[i - 1];
    if (Same(link, peer, number)) return Alias(own, link.client);
  }
}

bool IsLinked(uintptr_t channel) {
  for (uint32_t i = 0; state.links != nullptr && i < state.links->count; ++i) {
    if (PlaceOfSegment(state.links->list[i].client) == channel) return true;
  }
  return false;
}

}  // namespace racelab::rt
