// After an autosave Wagtail's hidden fields still name the revision that was loaded. They are brought
// up to date, or the next plain save would be taken for one on top of an older text.
document.addEventListener("w-autosave:success", (event) => {
  const saved = event.detail?.response;
  if (!saved) return;
  for (const [name, value] of [
    ["loaded_revision_id", saved.revision_id],
    ["loaded_revision_created_at", saved.revision_created_at],
  ]) {
    const field = document.querySelector(`input[name="${name}"]`);
    if (field && value) field.value = value;
  }
});
