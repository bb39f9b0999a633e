// Archives as students make them, and as attackers do: made here with libarchive, entry by entry.
#include "checker/classroom/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "checker/base/files.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

struct Entry {
  std::string name;
  std::string text = "";
  mode_t type = AE_IFREG;
  std::string link = "";
  bool hard = false;
};

class ArchiveTest : public testing::TestWithParam<const char*> {
 protected:
  // Packs the entries as they are, in the format that the name says.
  fs::path Pack(const std::vector<Entry>& entries) {
    const fs::path path = folder_.path() / (std::string("ada") + GetParam());
    archive* writer = archive_write_new();
    archive_write_set_format_filter_by_ext(writer, path.c_str());
    archive_write_set_options(writer, "hdrcharset=BINARY");
    EXPECT_EQ(archive_write_open_filename(writer, path.c_str()), ARCHIVE_OK);
    for (const Entry& entry : entries) Add(writer, entry);
    archive_write_close(writer);
    archive_write_free(writer);
    return path;
  }
  static void Add(archive* writer, const Entry& entry) {
    archive_entry* head = archive_entry_new();
    archive_entry_copy_pathname(head, entry.name.c_str());
    archive_entry_set_filetype(head, entry.type);
    archive_entry_set_perm(head, 0);
    archive_entry_set_size(head, static_cast<la_int64_t>(entry.text.size()));
    if (entry.hard) archive_entry_copy_hardlink(head, entry.link.c_str());
    if (entry.type == AE_IFLNK) archive_entry_copy_symlink(head, entry.link.c_str());
    EXPECT_GE(archive_write_header(writer, head), ARCHIVE_WARN) << archive_error_string(writer);
    archive_write_data(writer, entry.text.data(), entry.text.size());
    archive_entry_free(head);
  }
  absl::Status Unpack(const fs::path& path, const ArchiveLimits& limits = {}) {
    return UnpackArchive(path, target(), limits);
  }
  std::string RefusalOf(const std::vector<Entry>& entries) {
    const absl::Status status = Unpack(Pack(entries));
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
    return std::string(status.message());
  }
  fs::path target() {
    fs::create_directories(folder_.path() / "target");
    return folder_.path() / "target";
  }

  TempDir folder_ = *TempDir::Create("archive-test");
};

TEST_P(ArchiveTest, UnpacksFilesAndFolders) {
  const fs::path path = Pack({{"ada/", "", AE_IFDIR},
                              {"ada/01_lost_update/hits.cc", "int x;\n"},
                              {"./ada/ein Wort.txt", "y"},
                              {"ada/\xc3\xa9t\xc3\xa9.cc", "z"}});
  ASSERT_EQ(Unpack(path), absl::OkStatus());
  EXPECT_EQ(ReadFile(target() / "ada/01_lost_update/hits.cc").value(), "int x;\n");
  EXPECT_EQ(ReadFile(target() / "ada/ein Wort.txt").value(), "y");
  EXPECT_EQ(ReadFile(target() / "ada/\xc3\xa9t\xc3\xa9.cc").value(), "z");
}

TEST_P(ArchiveTest, RefusesNamesThatLeaveTheFolder) {
  EXPECT_THAT(RefusalOf({{"../../evil.cc", "x"}}), HasSubstr("remove the '..'"));
  EXPECT_THAT(RefusalOf({{"a/../../evil.cc", "x"}}), HasSubstr("remove the '..'"));
  EXPECT_THAT(RefusalOf({{"/tmp/evil.cc", "x"}}), HasSubstr("absolute"));
  EXPECT_FALSE(fs::exists(folder_.path() / "evil.cc"));
}

TEST_P(ArchiveTest, RefusesLinksAndDevices) {
  EXPECT_THAT(RefusalOf({{"a.cc", "", AE_IFLNK, "/etc/passwd"}}), HasSubstr("is a link"));
  if (std::string(GetParam()) == ".zip") return;  // has no others
  EXPECT_THAT(RefusalOf({{"a.cc", "x"}, {"b.cc", "", AE_IFREG, "a.cc", true}}),
              HasSubstr("is a link"));
  EXPECT_THAT(RefusalOf({{"pipe", "", AE_IFIFO}}), HasSubstr("neither a file nor a folder"));
}

TEST_P(ArchiveTest, RefusesANameTwiceAndOddOnes) {
  EXPECT_THAT(RefusalOf({{"a.cc", "x"}, {"./a.cc", "y"}}), HasSubstr("comes twice"));
  EXPECT_THAT(RefusalOf({{"a\x1b[2J.cc", "x"}}), HasSubstr("control characters"));
  EXPECT_THAT(RefusalOf({{"\xff\xfe.cc", "x"}}), HasSubstr("UTF-8"));
  EXPECT_THAT(RefusalOf({{std::string(300, 'a'), "x"}}), HasSubstr("too long"));
}

TEST_P(ArchiveTest, RefusesABomb) {
  const fs::path path = Pack({{"zeros", std::string(3 << 20, '\0')}});
  const absl::Status status = Unpack(path, {.bytes = 1 << 20});
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(status.message()), HasSubstr("more than 1 MiB"));
  EXPECT_FALSE(fs::exists(target() / "zeros"));
}

TEST_P(ArchiveTest, RefusesTooManyFiles) {
  std::vector<Entry> entries;
  for (int i = 0; i < 20; ++i) entries.push_back({"f" + std::to_string(i), "x"});
  const absl::Status status = Unpack(Pack(entries), {.entries = 10});
  EXPECT_THAT(std::string(status.message()), HasSubstr("more than 10 files"));
}

TEST_P(ArchiveTest, EveryCutIsRefusedOrWhole) {
  const fs::path path = Pack({{"a.cc", std::string(20'000, 'x')}, {"b.cc", "y"}});
  const std::string bytes = ReadFile(path).value();
  for (size_t size = 0; size < bytes.size(); size += bytes.size() / 40 + 1) {
    std::ofstream(path, std::ios::binary) << bytes.substr(0, size);
    fs::remove_all(target());
    const absl::Status status = Unpack(path);
    // Behind the last file of a tar there is nothing that would be missed.
    if (status.ok()) {
      EXPECT_EQ(ReadFile(target() / "b.cc").value(), "y") << size;
    } else {
      EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, ArchiveTest,
                         testing::Values(".zip", ".tar", ".tar.gz", ".tar.xz"));

TEST(ArchiveNameTest, KnowsThemByTheirEnd) {
  for (const char* name : {"a.zip", "A.ZIP", "a.b.tar.gz", "a.tgz"}) {
    EXPECT_TRUE(IsArchiveName(name)) << name;
  }
  for (const char* name : {"a", "a.cc", "zip", "a.gz"}) EXPECT_FALSE(IsArchiveName(name)) << name;
}

TEST(ArchiveFileTest, RubbishIsNoArchive) {
  const TempDir folder = *TempDir::Create("archive-test");
  const fs::path path = folder.path() / "ada.zip";
  for (const std::string& text : {std::string(), std::string("hello"), std::string(5000, '\xff')}) {
    std::ofstream(path, std::ios::binary) << text;
    const absl::Status status = UnpackArchive(path, folder.path());
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr("ada.zip"));
  }
}

}  // namespace
}  // namespace racelab
