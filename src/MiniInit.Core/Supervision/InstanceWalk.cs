namespace MiniInit.Core.Supervision;

/// <summary>Walks over the instances of some jobs, without allocation. None may be added or removed meanwhile.</summary>
internal struct InstanceWalk(SupervisedJob[] jobs)
{
    private int _job;
    private int _instance = -1;

    public readonly JobInstance Current => jobs[_job].Instances[_instance];

    public readonly InstanceWalk GetEnumerator() => this;

    public bool MoveNext()
    {
        _instance++;
        while (_job < jobs.Length && _instance >= jobs[_job].Instances.Count)
        {
            (_job, _instance) = (_job + 1, 0);
        }

        return _job < jobs.Length;
    }
}
