// Reads and writes with libarchive, which knows the formats and their traps; the rules for names
// and kinds are ours, so that a refusal says what is wrong.
#include "checker/classroom/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include <cerrno>
#include <memory>
#include <set>
#include <string>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "checker/base/interrupt.h"
#include "checker/base/text.h"

namespace racelab {
namespace {
namespace fs = std::filesystem;

constexpr size_t kBlock = 64 << 10;
constexpr int kSecure = ARCHIVE_EXTRACT_SECURE_NODOTDOT | ARCHIVE_EXTRACT_SECURE_SYMLINKS;

using Reader = std::unique_ptr<archive, decltype(&archive_read_free)>;
using Writer = std::unique_ptr<archive, decltype(&archive_write_free)>;

std::string Why(archive* of) {
  const char* text = archive_error_string(of);
  return text == nullptr ? "it is damaged" : CleanText(text);
}

// libarchive turns names into the encoding of the locale, which may be plain ASCII.
class Utf8Locale {
 public:
  Utf8Locale() : locale_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
    if (locale_ != nullptr) before_ = uselocale(locale_);
  }
  ~Utf8Locale() {
    if (locale_ == nullptr) return;
    uselocale(before_);
    freelocale(locale_);
  }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  const locale_t locale_;
  locale_t before_ = nullptr;
};

// Unpacks one archive.
class Unpacking {
 public:
  Unpacking(const fs::path& path, const fs::path& folder, const ArchiveLimits& limits)
      : name_(CleanText(path.filename().string())), folder_(folder), limits_(limits) {}

  absl::Status Run(const fs::path& path) {
    archive_read_support_format_zip(reader_.get());
    archive_read_support_format_tar(reader_.get());
    archive_read_support_filter_all(reader_.get());
    // Names without a mark of their encoding are taken for UTF-8, as every system writes them
    // today.
    archive_read_set_options(reader_.get(), "hdrcharset=UTF-8");
    archive_write_disk_set_options(writer_.get(), kSecure);
    if (archive_read_open_filename(reader_.get(), path.c_str(), kBlock) != ARCHIVE_OK) {
      return Bad(absl::StrCat("cannot be read as an archive (", Why(reader_.get()),
                              "); send a .zip or a .tar.gz"));
    }
    for (;;) {
      archive_entry* entry = nullptr;
      const int got = archive_read_next_header(reader_.get(), &entry);
      if (got == ARCHIVE_EOF) break;
      if (got < ARCHIVE_WARN) return Damaged();
      if (const absl::Status status = Take(entry); !status.ok()) return status;
    }
    // An empty file is an empty archive to libarchive.
    if (entries_ == 0) return Bad("has nothing in it; pack the folder with your files again");
    return absl::OkStatus();
  }

 private:
  absl::Status Bad(const std::string& what) const {
    return absl::InvalidArgumentError(absl::StrCat(name_, " ", what));
  }
  absl::Status Damaged() const {
    return Bad(absl::StrCat("is damaged: ", Why(reader_.get()), "; pack and send it again"));
  }
  absl::Status BadEntry(const std::string& entry, const std::string& what) const {
    return Bad(absl::StrCat("was refused: '", CleanText(entry), "' ", what));
  }
  absl::Status TooMuch(const std::string& what) const {
    return absl::ResourceExhaustedError(
        absl::StrCat(name_, " was refused: it holds more than ", what,
                     " when unpacked; send only the files that you edited"));
  }

  absl::Status TooMuchData() const { return TooMuch(absl::StrCat(limits_.bytes >> 20, " MiB")); }

  absl::Status Take(archive_entry* entry) {
    if (Interrupted()) return absl::CancelledError("interrupted");
    if (++entries_ > limits_.entries) return TooMuch(absl::StrCat(limits_.entries, " files"));
    const char* utf8 = archive_entry_pathname_utf8(entry);
    if (utf8 == nullptr || CleanText(utf8) != utf8) {
      const char* raw = archive_entry_pathname(entry);
      return BadEntry(raw == nullptr ? absl::StrCat("entry ", entries_) : raw,
                      "has a name with control characters or in another encoding than UTF-8; "
                      "rename it");
    }
    const std::string name = utf8;
    if (const absl::Status status = CheckName(name); !status.ok()) return status;
    if (const absl::Status status = CheckKind(entry, name); !status.ok()) return status;
    return Write(entry, name);
  }

  absl::Status CheckName(const std::string& name) {
    if (absl::StartsWith(name, "/")) {
      return BadEntry(name, "is an absolute name; pack the folder from within it");
    }
    std::vector<std::string> parts = absl::StrSplit(name, '/');
    for (const std::string& part : parts) {
      if (part == "..") return BadEntry(name, "lies outside of the archive; remove the '..'");
      if (part.size() > NAME_MAX)
        return BadEntry(name.substr(0, 40) + "...", "has a name too long");
    }
    std::erase_if(parts, [](const std::string& part) { return part.empty() || part == "."; });
    const bool folder = absl::EndsWith(name, "/");
    if (!parts.empty() && !folder && !seen_.insert(absl::StrJoin(parts, "/")).second) {
      return BadEntry(name, "comes twice; keep one of them");
    }
    return absl::OkStatus();
  }

  absl::Status CheckKind(archive_entry* entry, const std::string& name) const {
    if (archive_entry_is_encrypted(entry) != 0) {
      return BadEntry(name, "has a password; pack it without");
    }
    const bool link =
        archive_entry_hardlink(entry) != nullptr || archive_entry_symlink(entry) != nullptr;
    if (link) return BadEntry(name, "is a link; put the file itself in its place");
    const auto type = archive_entry_filetype(entry);
    if (type != AE_IFREG && type != AE_IFDIR) {
      return BadEntry(name, "is neither a file nor a folder; remove it");
    }
    return absl::OkStatus();
  }

  absl::Status Write(archive_entry* entry, const std::string& name) {
    // The writer makes the file as long as it is said to be, whatever comes.
    if (archive_entry_size_is_set(entry) != 0 &&
        archive_entry_size(entry) > limits_.bytes - bytes_) {
      return TooMuchData();
    }
    archive_entry_copy_pathname(entry, (folder_ / name).c_str());
    archive_entry_set_perm(entry, archive_entry_filetype(entry) == AE_IFDIR ? 0755 : 0644);
    if (archive_write_header(writer_.get(), entry) < ARCHIVE_WARN) return NotWritten(name);
    for (;;) {
      const void* block = nullptr;
      size_t size = 0;
      la_int64_t offset = 0;
      const int got = archive_read_data_block(reader_.get(), &block, &size, &offset);
      if (got == ARCHIVE_EOF) break;
      if (got < ARCHIVE_WARN) return Damaged();
      // A hole in a file counts as what it stands for.
      if (bytes_ + offset + static_cast<int64_t>(size) > limits_.bytes) {
        return TooMuchData();
      }
      last_ = offset + static_cast<int64_t>(size);
      if (archive_write_data_block(writer_.get(), block, size, offset) < ARCHIVE_WARN) {
        return NotWritten(name);
      }
    }
    bytes_ += std::exchange(last_, 0);
    if (archive_write_finish_entry(writer_.get()) < ARCHIVE_WARN) return NotWritten(name);
    return absl::OkStatus();
  }

  absl::Status NotWritten(const std::string& name) const {
    const int error = archive_errno(writer_.get());
    const std::string text =
        absl::StrCat(name_, ": cannot unpack '", CleanText(name), "': ", Why(writer_.get()));
    if (error == ENOSPC || error == EDQUOT || error == EROFS || error == EIO) {
      return absl::UnavailableError(text);
    }
    return absl::InvalidArgumentError(text);
  }

  const std::string name_;
  const fs::path& folder_;
  const ArchiveLimits& limits_;
  const Reader reader_{archive_read_new(), archive_read_free};
  const Writer writer_{archive_write_disk_new(), archive_write_free};
  std::set<std::string> seen_;
  int entries_ = 0;
  int64_t bytes_ = 0, last_ = 0;
};

}  // namespace

bool IsArchiveName(const fs::path& path) {
  const std::string name = path.filename().string();
  for (const char* end :
       {".zip", ".tar", ".tgz", ".tbz2", ".txz", ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst"}) {
    if (absl::EndsWithIgnoreCase(name, end)) return true;
  }
  return false;
}

absl::Status UnpackArchive(const fs::path& archive, const fs::path& folder,
                           const ArchiveLimits& limits) {
  std::error_code error;
  const fs::path whole = fs::canonical(folder, error);  // no link on the way to it is a trap
  if (error) return absl::NotFoundError(absl::StrCat(folder.string(), ": ", error.message()));
  const Utf8Locale locale;
  return Unpacking(archive, whole, limits).Run(archive);
}

}  // namespace racelab
