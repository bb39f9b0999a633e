// Tests of the types of file systems.
#include "checker/base/network_file_system.h"

#include <gtest/gtest.h>

namespace racelab {
namespace {

TEST(NetworkFileSystemTest, KnowsTheUsualOnes) {
  EXPECT_EQ(NetworkFileSystemOfType(0x6969), "NFS");
  EXPECT_EQ(NetworkFileSystemOfType(0xff534d42), "SMB");
  EXPECT_EQ(NetworkFileSystemOfType(static_cast<int32_t>(0xff534d42)), "SMB");  // sign-extended
  EXPECT_EQ(NetworkFileSystemOfType(0x0bd00bd0), "Lustre");
  EXPECT_EQ(NetworkFileSystemOfType(0xef53), "") << "ext4";
  EXPECT_EQ(NetworkFileSystemOfType(0x01021994), "") << "tmpfs";
}

TEST(NetworkFileSystemTest, AMemoryFileSystemAndWhatIsNotThereAreLocal) {
  EXPECT_EQ(NetworkFileSystem("/proc"), "");
  EXPECT_EQ(NetworkFileSystem("/no/such/place"), "");
}

}  // namespace
}  // namespace racelab
