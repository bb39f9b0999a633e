// expect: boost::
namespace boost {
void Innocent() {}
}  // namespace boost
void Count() {}
