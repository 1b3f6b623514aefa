/* joint.h - people and organisations that "and" joins outside the sources, so that "they" may mean them together.
 * Floor: meaning. */
#ifndef SS_JOINT_H
#define SS_JOINT_H
#include "meaning/cast.h"

/* Parts of one list that are kept: prose names hardly more; a longer list is no set. */
#define SS_JOINT_PARTS 8u

/* The list that is being read: "Ann Lee, her mother and | her sister". */
typedef struct ss_joint {
    ss_range part[SS_JOINT_PARTS];
    uint32_t member[SS_JOINT_PARTS]; /* entities */
    uint32_t count;
    bool too_long;
    ss_sighting first; /* of the first part */
} ss_joint;

/* The words of a name with the title before and the apposition behind it. */
ss_range ss_joint_words(const ss_name *name);

/* "Ann Lee, her mother | and her sister": no apposition, though it stands where one would. */
bool ss_joint_goes_on(const ss_tokens *tokens, const ss_mention *mention);

/* Takes the mentions of a text in their order. True when "and" joins this one to those before: the list is complete then,
 * and the caller forgets it by setting `count` to 0. Borrows all. O(1). */
bool ss_joint_take(ss_joint *self, const ss_cast *cast, ss_range words, uint32_t entity, const ss_sighting *sighting);

#endif
