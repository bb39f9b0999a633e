// The denied system calls, by name, and the few whose arguments decide.
#include "checker/sandbox/syscall_filter.h"

#include <sched.h>
#include <seccomp.h>
#include <sys/socket.h>

#include <cerrno>

namespace racelab {
namespace {

// Names, because headers may be older than the kernel; what libseccomp does not know is left out.
constexpr const char* kDenied[] = {
    // other processes
    "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "pidfd_getfd", "kcmp",
    "migrate_pages", "move_pages",
    // namespaces and file systems
    "unshare", "setns", "mount", "umount", "umount2", "pivot_root", "chroot", "move_mount",
    "open_tree", "fsopen", "fsconfig", "fsmount", "fspick", "mount_setattr", "quotactl",
    "quotactl_fd", "swapon", "swapoff", "fanotify_init", "open_by_handle_at",
    // the kernel
    "kexec_load", "kexec_file_load", "init_module", "finit_module", "delete_module",
    "create_module", "bpf", "perf_event_open", "syslog", "lookup_dcookie", "add_key", "request_key",
    "keyctl", "iopl", "ioperm", "acct", "nfsservctl",
    // the machine
    "reboot", "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "stime", "sethostname",
    "setdomainname", "vhangup"};

// Programs try these, and do without where the kernel has none. clone3 has its flags in memory,
// where a filter cannot see them; the C library then takes clone.
constexpr const char* kAbsent[] = {"clone3", "io_uring_setup", "io_uring_enter",
                                   "io_uring_register", "userfaultfd"};

constexpr int kNewNamespace[] = {CLONE_NEWNS,   CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC,
                                 CLONE_NEWUSER, CLONE_NEWPID,    CLONE_NEWNET};

template <typename Names>
void Deny(scmp_filter_ctx filter, const Names& names, int error) {
  for (const char* name : names) {
    const int number = seccomp_syscall_resolve_name(name);
    if (number != __NR_SCMP_ERROR) seccomp_rule_add(filter, SCMP_ACT_ERRNO(error), number, 0);
  }
}

}  // namespace

void SyscallFilter::Release::operator()(void* filter) const { seccomp_release(filter); }

// personality() stays free: ThreadSanitizer calls it, and it changes the caller alone.
SyscallFilter::SyscallFilter() : filter_(seccomp_init(SCMP_ACT_ALLOW)) {
  scmp_filter_ctx filter = filter_.get();
  if (filter == nullptr) return;
  // Calls of another instruction set (32-bit ones, say) have other numbers: none of them.
  seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_ERRNO(ENOSYS));
  seccomp_attr_set(filter, SCMP_FLTATR_CTL_NNP, 0);
  seccomp_attr_set(filter, SCMP_FLTATR_CTL_SSB, 1);       // programs must not become slower
  seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);  // a tree, not a list
  Deny(filter, kDenied, EPERM);
  Deny(filter, kAbsent, ENOSYS);
  for (const int flag : kNewNamespace) {
    const auto bit = static_cast<scmp_datum_t>(flag);
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                     SCMP_A0(SCMP_CMP_MASKED_EQ, bit, bit));
  }
  seccomp_rule_add(filter, SCMP_ACT_ERRNO(EAFNOSUPPORT), SCMP_SYS(socket), 1,
                   SCMP_A0(SCMP_CMP_NE, AF_UNIX));
}

bool SyscallFilter::Install() const {
  if (filter_ == nullptr) {
    errno = ENOMEM;
    return false;
  }
  const int error = seccomp_load(filter_.get());
  errno = -error;
  return error == 0;
}

}  // namespace racelab
