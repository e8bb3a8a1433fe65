using MiniInit.Config.Documents;

namespace MiniInit.Config.Tests.Documents;

public sealed class DocumentsTests
{
    [Fact]
    public void The_schema_of_job_files_is_current() =>
        GeneratedFile.AssertIsCurrent("job.schema.json", SchemaWriter.JobFile());

    [Fact]
    public void The_schema_of_main_files_is_current() =>
        GeneratedFile.AssertIsCurrent("miniinit.schema.json", SchemaWriter.MainFile());

    [Fact]
    public void The_reference_of_keys_is_current() =>
        GeneratedFile.AssertIsCurrent("JOB-FILES.md", ReferenceWriter.Keys(), "## Keys of a job");

    [Fact]
    public void The_manual_page_has_the_keys_that_there_are() => GeneratedFile.AssertIsCurrent(
        "man/miniinit.toml.5", ManualWriter.Keys(), ".Sh KEYS OF A JOB", ".\\\" What follows is written by hand.");
}
