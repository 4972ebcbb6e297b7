/** What declared agents answer: records that this build does not know, checked and made JSON. */
@NullMarked
package io.quillmesh.gateway.conversation.answer;

import org.jspecify.annotations.NullMarked;
