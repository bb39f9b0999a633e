// The types of file systems, as statfs(2) numbers them.
#include "checker/base/network_file_system.h"

#include <linux/magic.h>
#include <sys/vfs.h>

#include <map>

namespace racelab {

std::string NetworkFileSystemOfType(int64_t type) {
  static const auto* const kNames = new std::map<uint32_t, const char*>{
      {NFS_SUPER_MAGIC, "NFS"},     {SMB_SUPER_MAGIC, "SMB"},
      {0xff534d42, "SMB"},          {0xfe534d42, "SMB"},
      {AFS_SUPER_MAGIC, "AFS"},     {AFS_FS_MAGIC, "AFS"},
      {CODA_SUPER_MAGIC, "Coda"},   {V9FS_MAGIC, "9P"},
      {OCFS2_SUPER_MAGIC, "OCFS2"}, {0x00c36400, "Ceph"},
      {0x0bd00bd0, "Lustre"},       {0x47504653, "GPFS"},
      {0x19830326, "BeeGFS"},       {0x65735546, "FUSE (sshfs, for one)"}};
  const auto name = kNames->find(static_cast<uint32_t>(type));  // f_type may be sign-extended
  return name == kNames->end() ? "" : name->second;
}

std::string NetworkFileSystem(const std::filesystem::path& path) {
  struct statfs info = {};
  return statfs(path.c_str(), &info) == 0 ? NetworkFileSystemOfType(info.f_type) : "";
}

}  // namespace racelab
