using System.Globalization;

namespace Streaming.AppHost.Local.Processes;

/// <summary>An account of this machine, as <c>/etc/passwd</c> has it.</summary>
/// <param name="Name">Sign-in name.</param>
/// <param name="UserId">Numeric user id.</param>
/// <param name="GroupId">Numeric id of its primary group.</param>
public sealed record Account(string Name, uint UserId, uint GroupId)
{
    /// <summary>Finds an account by name; null when this machine has none.</summary>
    public static Account? Find(string name) =>
        File.ReadLines("/etc/passwd")
            .Select(line => line.Split(':'))
            .Where(fields => fields.Length >= 4 && fields[0] == name)
            .Select(fields => new Account(name, uint.Parse(fields[2], CultureInfo.InvariantCulture), uint.Parse(fields[3], CultureInfo.InvariantCulture)))
            .FirstOrDefault();
}
