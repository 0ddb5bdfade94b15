// Sphinx's search cuts a word at an apostrophe. Uzbek has two letters that look like one, and
// keyboards write them in many ways: the words of the index have ʻ after o and g, ʼ elsewhere.
// Sphinx takes this function, where it is there, in place of its own.
var splitQuery = (query) => query
  .replace(/(?<=\p{L})['‘’`´ʻʼ](?=\p{L}|\s|$)/gu, (mark, place, whole) =>
    /[og]/i.test(whole[place - 1]) ? 'ʻ' : 'ʼ')
  .split(/[^\p{Letter}\p{Number}_\p{Emoji_Presentation}]+/gu)
  .filter(Boolean);
