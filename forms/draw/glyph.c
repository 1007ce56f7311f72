/* glyph: libharu 2.3.0's look-up of a character's glyph, done again as a
 * binary search.
 *
 * The library searches the segments of a font's character map one by one, and
 * for each font of a document asks for all 65,536 characters when the document
 * is written: that was more than half of the time of a form in several scripts.
 * This function has the library's name, so the dynamic linker has the library
 * call it instead; the answers are the same (tests/forms/draw/test_page.c compares them).
 *
 * Where the linker does not do so, nothing but time is lost: a library linked
 * with -Bsymbolic calls its own, in a static link (the weak one yields) there
 * is only the library's, and for another version of it nothing is defined here. */
#include <hpdf.h>
#include <hpdf_fontdef.h>
#include <hpdf_version.h>

#if HPDF_MAJOR_VERSION == 2 && HPDF_MINOR_VERSION == 3 && HPDF_BUGFIX_VERSION == 0

/* The first segment that does not end before the character; `count` when there is none. */
static HPDF_UINT segment_of(const HPDF_UINT16 *ends, HPDF_UINT count, HPDF_UINT16 c) {
    HPDF_UINT from = 0, to = count;
    while (from < to) {
        HPDF_UINT middle = (from + to) / 2;
        if (ends[middle] < c)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

__attribute__((weak)) HPDF_UINT16 HPDF_TTFontDef_GetGlyphid(HPDF_FontDef fontdef, HPDF_UINT16 unicode) {
    const HPDF_TTF_CmapRange *map = &((HPDF_TTFontDefAttr)fontdef->attr)->cmap;
    if (map->format == 0)
        return map->glyph_id_array[unicode & 0xFF];
    if (map->seg_count_x2 == 0) {
        HPDF_SetError(fontdef->error, HPDF_TTF_INVALID_CMAP, 0);
        return 0;
    }
    const HPDF_UINT count = map->seg_count_x2 / 2;
    const HPDF_UINT i = segment_of(map->end_count, count, unicode);
    if (i == count || unicode < map->start_count[i]) /* the library reads beyond its table where i == count */
        return 0;
    if (map->id_range_offset[i] == 0)
        return (HPDF_UINT16)(unicode + map->id_delta[i]);
    /* The offset counts bytes, from its own place in the file to a place in the array behind the offsets. */
    const HPDF_UINT at = map->id_range_offset[i] / 2U + (HPDF_UINT)(unicode - map->start_count[i]) - (count - i);
    if (at >= map->glyph_id_array_count) /* and one beyond here */
        return 0;
    return (HPDF_UINT16)(map->glyph_id_array[at] + map->id_delta[i]);
}

#endif
