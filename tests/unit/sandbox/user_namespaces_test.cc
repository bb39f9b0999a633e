// What to do about a bubblewrap that does not work, with pretended settings of the kernel.
#include "checker/sandbox/user_namespaces.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "checker/base/files.h"

namespace racelab {
namespace {

using testing::HasSubstr;

TEST(UserNamespaces, NamesTheSettingThatForbidsThem) {
  const TempDir settings = TempDir::Create("settings").value();
  std::filesystem::create_directories(settings.path() / "kernel");
  std::filesystem::create_directories(settings.path() / "user");
  const auto set = [&](const char* name, const char* value) {
    ASSERT_TRUE(WriteFile(settings.path() / name, value).ok());
  };
  EXPECT_THAT(AllowUserNamespaces(settings.path()), HasSubstr("container"));

  set("user/max_user_namespaces", "0\n");
  EXPECT_THAT(AllowUserNamespaces(settings.path()), HasSubstr("sysctl user.max_user_namespaces="));
  set("kernel/unprivileged_userns_clone", "0\n");
  EXPECT_THAT(AllowUserNamespaces(settings.path()), HasSubstr("unprivileged_userns_clone=1"));
  set("kernel/apparmor_restrict_unprivileged_userns", "1\n");
  EXPECT_THAT(AllowUserNamespaces(settings.path()), HasSubstr("restrict_unprivileged_userns=0"));

  set("kernel/apparmor_restrict_unprivileged_userns", "0\n");
  set("kernel/unprivileged_userns_clone", "1\n");
  set("user/max_user_namespaces", "63000\n");
  EXPECT_THAT(AllowUserNamespaces(settings.path()), HasSubstr("container"));
}

}  // namespace
}  // namespace racelab
