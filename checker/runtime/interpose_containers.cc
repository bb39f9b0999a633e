// Stand-ins for the parts of std::map, std::set and std::list that live in the C++ library's shared
// object, where the compiler could not instrument them. Each tells the detector which nodes it
// reads or changes.
#include <type_traits>

#include "checker/runtime/caller.h"
#include "checker/runtime/detector.h"
#include "checker/runtime/os.h"

namespace racelab::rt {
namespace {

// As in libstdc++: a node of a tree (its header too) is a colour and three pointers, one of a list
// two.
constexpr size_t kTreeNode = 32, kListNode = 16;

void Reads(const void* node, size_t bytes, uint32_t pc) {
  if (current != nullptr) Access(Address(node), bytes, false, pc);
}
void Writes(const void* node, size_t bytes, uint32_t pc) {
  if (current != nullptr) Access(Address(node), bytes, true, pc);
}

}  // namespace
}  // namespace racelab::rt

// The library's own function.
#define RACELAB_IN_LIBRARY(result, symbol, parameters) \
  RACELAB_NEXT(std::add_pointer_t<result parameters>, symbol)

using racelab::rt::kListNode;
using racelab::rt::kTreeNode;
using racelab::rt::Reads;
using racelab::rt::Writes;

#define TREE_INSERT "_ZSt29_Rb_tree_insert_and_rebalancebPSt18_Rb_tree_node_baseS0_RS_"
#define TREE_ERASE "_ZSt28_Rb_tree_rebalance_for_erasePSt18_Rb_tree_node_baseRS_"
#define TREE_NEXT "_ZSt18_Rb_tree_incrementPSt18_Rb_tree_node_base"
#define TREE_NEXT_CONST "_ZSt18_Rb_tree_incrementPKSt18_Rb_tree_node_base"
#define TREE_PREVIOUS "_ZSt18_Rb_tree_decrementPSt18_Rb_tree_node_base"
#define TREE_PREVIOUS_CONST "_ZSt18_Rb_tree_decrementPKSt18_Rb_tree_node_base"
#define LIST_HOOK "_ZNSt8__detail15_List_node_base7_M_hookEPS0_"
#define LIST_UNHOOK "_ZNSt8__detail15_List_node_base9_M_unhookEv"
#define LIST_TRANSFER "_ZNSt8__detail15_List_node_base11_M_transferEPS0_S1_"
#define LIST_REVERSE "_ZNSt8__detail15_List_node_base10_M_reverseEv"
#define LIST_SWAP "_ZNSt8__detail15_List_node_base4swapERS0_S1_"

extern "C" {

void racelab_tree_insert(bool left, void* node, void* parent, void* header) __asm__(TREE_INSERT);
void racelab_tree_insert(bool left, void* node, void* parent, void* header) {
  Writes(node, kTreeNode, RACELAB_CALLER);
  Writes(parent, kTreeNode, RACELAB_CALLER);
  Writes(header, kTreeNode, RACELAB_CALLER);
  RACELAB_IN_LIBRARY(void, TREE_INSERT, (bool, void*, void*, void*))(left, node, parent, header);
}

void* racelab_tree_erase(void* node, void* header) __asm__(TREE_ERASE);
void* racelab_tree_erase(void* node, void* header) {
  Writes(node, kTreeNode, RACELAB_CALLER);
  Writes(header, kTreeNode, RACELAB_CALLER);
  return RACELAB_IN_LIBRARY(void*, TREE_ERASE, (void*, void*))(node, header);
}

#define RACELAB_WALK(function, symbol)                       \
  void* function(void* node) __asm__(symbol);                \
  void* function(void* node) {                               \
    Reads(node, kTreeNode, RACELAB_CALLER);                  \
    return RACELAB_IN_LIBRARY(void*, symbol, (void*))(node); \
  }
RACELAB_WALK(racelab_tree_next, TREE_NEXT)
RACELAB_WALK(racelab_tree_next_const, TREE_NEXT_CONST)
RACELAB_WALK(racelab_tree_previous, TREE_PREVIOUS)
RACELAB_WALK(racelab_tree_previous_const, TREE_PREVIOUS_CONST)

void racelab_list_hook(void* node, void* position) __asm__(LIST_HOOK);
void racelab_list_hook(void* node, void* position) {
  Writes(node, kListNode, RACELAB_CALLER);
  Writes(position, kListNode, RACELAB_CALLER);
  RACELAB_IN_LIBRARY(void, LIST_HOOK, (void*, void*))(node, position);
}

void racelab_list_unhook(void** node) __asm__(LIST_UNHOOK);
void racelab_list_unhook(void** node) {
  Reads(node, kListNode, RACELAB_CALLER);
  Writes(node[0], kListNode, RACELAB_CALLER);
  Writes(node[1], kListNode, RACELAB_CALLER);
  RACELAB_IN_LIBRARY(void, LIST_UNHOOK, (void*))(node);
}

void racelab_list_transfer(void* node, void* first, void* last) __asm__(LIST_TRANSFER);
void racelab_list_transfer(void* node, void* first, void* last) {
  Writes(node, kListNode, RACELAB_CALLER);
  Writes(first, kListNode, RACELAB_CALLER);
  Writes(last, kListNode, RACELAB_CALLER);
  RACELAB_IN_LIBRARY(void, LIST_TRANSFER, (void*, void*, void*))(node, first, last);
}

void racelab_list_reverse(void* node) __asm__(LIST_REVERSE);
void racelab_list_reverse(void* node) {
  Writes(node, kListNode, RACELAB_CALLER);
  RACELAB_IN_LIBRARY(void, LIST_REVERSE, (void*))(node);
}

void racelab_list_swap(void* a, void* b) __asm__(LIST_SWAP);
void racelab_list_swap(void* a, void* b) {
  Writes(a, kListNode, RACELAB_CALLER);
  Writes(b, kListNode, RACELAB_CALLER);
  RACELAB_IN_LIBRARY(void, LIST_SWAP, (void*, void*))(a, b);
}

}  // extern "C"
